/* NVML with one GPU of MIG instances, or one that answers -DINIT=code; -DBROKEN=i makes GPU i answer 15. */
#include <stdio.h>
#include <string.h>

#ifndef INIT
#define INIT 0
#endif
#ifndef DEVICES
#define DEVICES 1
#endif
#ifndef INSTANCES
#define INSTANCES 0
#endif
#ifndef BROKEN
#define BROKEN -1
#endif
#define GPU_IS_LOST 15
#define NOT_FOUND 6
#define NOT_SUPPORTED 3

static int devices[DEVICES + 1];
static int instances[INSTANCES + 1];

int nvmlSystemGetCudaDriverVersion_v2(int *version) {
  *version = 12040;
  return 0;
}

#ifdef WITH_FLAGS
int nvmlInitWithFlags(unsigned flags) {
  return flags == 3 ? INIT : 2;
}
#endif

int nvmlInit_v2(void) { return INIT; }

int nvmlSystemGetDriverVersion(char *text, unsigned length) {
  snprintf(text, length, "550.54.14");
  return 0;
}

int nvmlDeviceGetCount_v2(unsigned *count) {
  *count = DEVICES;
  return 0;
}

int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) {
  if ((int)index == BROKEN) return GPU_IS_LOST;
  *device = &devices[index];
  return 0;
}

int nvmlDeviceGetName(void *device, char *text, unsigned length) {
  int *instance = device;
  int is_instance = instance >= instances && instance < instances + INSTANCES;
  snprintf(text, length, is_instance ? "NVIDIA H100 MIG 1g.10gb" : "NVIDIA H100");
  return 0;
}

int nvmlDeviceGetCudaComputeCapability(void *device, int *major, int *minor) {
  (void)device;
  *major = 9;
  *minor = 0;
  return 0;
}

int nvmlDeviceGetMemoryInfo(void *device, unsigned long long *memory) {
  (void)device;
  memory[0] = 80ULL << 30;
  return 0;
}

int nvmlDeviceGetPciInfo_v3(void *device, char *info) {
  (void)device;
  memset(info, 0, 68);
  strcpy(info + 36, "00000000:0A:00.0");
  return 0;
}

int nvmlDeviceGetMigMode(void *device, unsigned *current, unsigned *pending) {
  (void)device;
  *current = *pending = INSTANCES > 0;
  return INSTANCES > 0 ? 0 : NOT_SUPPORTED;
}

int nvmlDeviceGetMaxMigDeviceCount(void *device, unsigned *count) {
  (void)device;
  *count = 8;
  return 0;
}

int nvmlDeviceGetMigDeviceHandleByIndex(void *device, unsigned index, void **instance) {
  (void)device;
  if (index >= INSTANCES) return NOT_FOUND;
  *instance = &instances[index];
  return 0;
}
