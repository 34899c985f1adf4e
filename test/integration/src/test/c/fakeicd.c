/* An OpenCL driver that crashes as soon as the loader speaks to it. */
void *clGetExtensionFunctionAddress(const char *name) {
  (void)name;
  *(volatile int *)8 = 1;
  return 0;
}

int clIcdGetPlatformIDsKHR(unsigned entries, void **platforms, unsigned *count) {
  (void)entries;
  (void)platforms;
  (void)count;
  *(volatile int *)8 = 1;
  return 0;
}
