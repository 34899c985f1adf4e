package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.LiveHost;
import io.envprobe.host.RecordedHost;
import io.envprobe.host.RecordingHost;
import io.envprobe.probe.Profiler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A recording of this machine gives the same facts as this machine. */
class ReplayTest {
  private final Profiler profiler = new Profiler(new LibsProbes().probes());

  private Profile profile(Host host) {
    return profiler.profile(host, profiler.provides(), Profile.EMPTY, Duration.ofSeconds(60));
  }

  @Test
  void aReplayFindsWhatTheMachineShowed() throws IOException {
    RecordingHost recording = new RecordingHost(new LiveHost(Set.of()));
    Profile live = profile(recording);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    recording.save(file);
    Profile replayed = profile(RecordedHost.load(new ByteArrayInputStream(file.toByteArray())));
    assertEquals(live.facts().toString(), replayed.facts().toString());
    assertEquals(live.findings(), replayed.findings());
  }
}
