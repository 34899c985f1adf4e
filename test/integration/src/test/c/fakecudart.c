/* A CUDA runtime on a machine without a driver: it succeeds, and says that there is none by 0. */
int cudaRuntimeGetVersion(int *version) {
  *version = VERSION;
  return 0;
}

int cudaDriverGetVersion(int *version) {
  *version = 0;
  return 0;
}
