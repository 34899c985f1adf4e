package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every way in which a driver, a runtime or their files are known to fail, and where it is tested.
 */
final class FaultScenariosTest {
  private static final int SCENARIOS = 54;
  private static final Map<String, String> CLASSES =
      Map.of(
          "Cuda", "probe-gpu/src/test/java/io/envprobe/gpu/CudaProbeTest.java",
          "Libraries", "probe-gpu/src/test/java/io/envprobe/gpu/LibrariesProbeTest.java",
          "Others", "probe-gpu/src/test/java/io/envprobe/gpu/OtherVendorsTest.java",
          "Mutation", "binaries/src/test/java/io/envprobe/binaries/gpu/GpuMutationTest.java",
          "Faulty", "test/integration/src/test/java/io/envprobe/integration/FaultyLibraryIT.java",
          "Vendor", "test/integration/src/test/java/io/envprobe/integration/VendorLibraryIT.java",
          "Real", "test/integration/src/test/java/io/envprobe/integration/RealComponentIT.java",
          "Start", "test/integration/src/test/java/io/envprobe/integration/ChildStartIT.java",
          "Facts", "test/integration/src/test/java/io/envprobe/integration/GpuFaultsIT.java");

  /** Number, what goes wrong, and the tests: class and method. */
  private static final String TABLE =
      """
      1|no libcuda anywhere|Cuda.nothingAnywhereIsAbsentAndSaysWhereItLooked
      2|an empty file|Cuda.brokenFilesAreCaughtBeforeAnybodyOpensThem Faulty.opensNothingThatIsEmptyTextOrADirectory
      3|a directory|Faulty.opensNothingThatIsEmptyTextOrADirectory
      4|the text of a linker script|Cuda.brokenFilesAreCaughtBeforeAnybodyOpensThem Faulty.opensNothingThatIsEmptyTextOrADirectory
      5|a file that is cut short|Cuda.brokenFilesAreCaughtBeforeAnybodyOpensThem Faulty.losesOnlyTheChildToALibraryThatIsCutShort
      6|32 bits|Cuda.aLibraryOf32BitsIsPassedOver
      7|another machine|Cuda.aLibraryOfAnotherArchitectureIsPassedOver
      8|a dangling link, a loop of links|Cuda.aDanglingLinkIsNoLibrary Cuda.aLoopOfLinksIsNoLibrary
      9|a file that may not be read|Cuda.aLibraryThatMayNotBeReadIsNotAbsent
      10|a stub|Cuda.aStubIsNoDriver Vendor.keepsTheVersionWhateverCodeADriverRefusesWith
      11|only the name without a number|Cuda.theNameWithoutANumberIsNotWhatProgramsAskFor
      12|a missing symbol|Faulty.saysThatASymbolIsMissingAndKeepsTheRest
      13|a constructor that hangs|Faulty.endsALibraryThatHangsWhenItIsOpened Facts.aDriverThatCannotBeOpenedIsNotAbsent
      14|a constructor that ends the process|Faulty.takesAnExitInTheMiddleForNoAnswer Facts.aDriverThatCannotBeOpenedIsNotAbsent
      15|a call that hangs|Faulty.endsACallThatHangsAndIgnoresTermination Facts.aDriverThatCrashesHangsOrEndsIsUnusableAndCostsNothingElse
      16|a segmentation fault|Faulty.keepsTheVersionOfADriverThatSegfaults Facts.aDriverThatCrashesHangsOrEndsIsUnusableAndCostsNothingElse
      17|an abort|Faulty.keepsTheVersionOfADriverThatAborts Facts.aDriverThatCrashesHangsOrEndsIsUnusableAndCostsNothingElse
      18|output|Faulty.ignoresWhatALibraryPrints
      19|a flood of output|Faulty.capsAFloodOfOutput
      20|a closed descriptor|Faulty.needsNoStandardOutput Faulty.needsNoDescriptorThatALibraryCouldClose
      21|a grandchild that holds the output|Faulty.endsAGrandchild Faulty.endsAGrandchildThatLeftTheSession
      22|threads that stay|Faulty.doesNotWaitForThreadsThatALibraryLeaves
      23|success without a value, or with a senseless one|Faulty.refusesVersionsThatCannotBeMeant Facts.aVersionThatCannotBeMeantIsUnknown
      24|a driver without a device|Vendor.keepsTheVersionWhateverCodeADriverRefusesWith
      25|variables that hide devices or are wrong|Vendor.seesNoDeviceWhereTheVariableHidesAll Cuda.anEmptyListOfVisibleDevicesGivesProgramsNone
      26|code 803|Vendor.keepsTheVersionWhateverCodeADriverRefusesWith
      27|code 804|Vendor.keepsTheVersionWhateverCodeADriverRefusesWith
      28|code 802|Vendor.keepsTheVersionWhateverCodeADriverRefusesWith
      29|code 999|Vendor.keepsTheVersionWhateverCodeADriverRefusesWith
      30|code 800, and those of NVML|Vendor.keepsNvmlsCodeAndTheVersionThatNeedsNoDriver Vendor.losesOnlyTheDeviceThatIsLost
      31|parts of different releases|Cuda.partsOfDifferentReleasesDoNotFit
      32|a newer user part that is meant|Cuda.aNewerUserPartOfACompatibilityPackageIsMeant
      33|texts of the kernel driver|Cuda.everyTextOfTheKernelDriverIsRead
      34|eight devices of four kinds|Cuda.eightDevicesOfFourKindsAreLeftToTheCaller Vendor.keepsEightDifferentDevicesApart
      35|a divided device|Cuda.aDividedDeviceTellsItsInstances Vendor.countsInstancesOfADividedDevice
      36|WSL|Cuda.underWslTheLibraryLiesBesideTheModule
      37|Jetson|Cuda.aJetsonHasNoReleaseAndNoManagementLibrary
      38|libraries that Kubernetes puts beside the path|Cuda.librariesBesideTheLoadersPathAreNamed
      39|libraries of NixOS|Cuda.librariesBesideTheLoadersPathAreNamed
      40|a library of glibc on musl|Cuda.aLibraryWhoseCLibraryIsMissingDoesNotLoad
      41|nvidia-smi that hangs|Facts.runsNoProgramOfTheDriverThatLiesOnThePath
      42|cuDNN in parts, twice, as wheels, of conda, as a header|Libraries.aMissingPartMakesCudnnUnusable Libraries.partsOfAnotherVersionAreNamed Libraries.whereAllIsCompiledAtRunTimeFewerPartsSuffice Libraries.twoMajorVersionsSideBySideAreTwoInstallations Libraries.aHeaderIsNoLibrary
      43|two runtimes, and no driver|Libraries.runtimesOfTwoMajorVersionsAreBothReported Vendor.takesARuntimesZeroForNoDriver
      44|AMD's topology, permissions and version files|Others.theKernelTellsTheTargetAndANodeThatMayNotBeReadIsHidden Others.aTargetThatNoTableKnowsIsDecodedByTheRule Others.aVariableChangesWhatTheRuntimeSaysAndNotWhatTheDeviceIs Others.releasesAreReadFromEveryFormOfTheVersionFile
      45|Intel's integrated graphics, old loaders|Others.integratedGraphicsOfIntelDoNotMeanThatProgramsComputeThere Vendor.readsIntelsDevicesThroughNewLoadersAndOld
      46|OpenCL without, with missing and with crashing drivers; JOCL's leftovers; temporary directories|Real.anOpenClLoaderWithoutDriversHasNoPlatform Real.anOpenClDriverThatIsMissingIsNoPlatform Real.anOpenClDriverThatCrashesCostsOnlyOpenCl Real.poclIsAProcessorWhateverItsVendorSays Real.joclNeverLoadsALeftoverOfTheSharedTemporaryDirectory Start.saysThatThereIsNoTemporaryDirectory Start.saysThatNothingCanBeLoadedFromTheTemporaryDirectory
      47|a Vulkan device that is a processor|Real.lavapipeIsAProcessor
      48|a child that does not start|Start.saysThatTheProgramOfJavaDoesNotStart
      49|options in variables|Start.optionsInVariablesDoNotReachTheChild
      50|two at once|Start.twoProcessesAskAtOnce
      51|a stale cache of the loader|Cuda.aCacheThatNamesWhatIsGoneIsNotBelieved
      52|damaged GPU code|Mutation.survivesDamageWithinItsBudget
      54|a library that was replaced|Vendor.refusesALibraryThatWasReplacedAfterItWasChecked
      """;

  /** No answer is kept from one run to the next, so no change of clock or boot can spoil one. */
  private static final int NOTHING_IS_KEPT = 53;

  @Test
  void everyScenarioHasItsTest() throws IOException {
    TreeSet<Integer> missing = new TreeSet<>(IntStream.rangeClosed(1, SCENARIOS).boxed().toList());
    missing.remove(NOTHING_IS_KEPT);
    for (String row : TABLE.lines().toList()) {
      List<String> fields = List.of(row.split("\\|", -1));
      assertEquals(3, fields.size(), row);
      missing.remove(Integer.valueOf(fields.get(0)));
      for (String test : fields.get(2).split(" ", -1)) {
        int dot = test.indexOf('.');
        Path file =
            DocumentsTest.root().resolve(CLASSES.getOrDefault(test.substring(0, dot), "none"));
        assertTrue(
            Files.readString(file).contains("@Test\n  void " + test.substring(dot + 1) + "("),
            test + " of scenario " + fields.get(0));
      }
    }
    assertTrue(missing.isEmpty(), "no test for " + missing);
  }
}
