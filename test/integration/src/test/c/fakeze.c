/* A Level Zero loader with one driver and one Arc; -DOLD has no zeInitDrivers. */
#include <stdint.h>
#include <string.h>

static int driver, device;

int zelLoaderGetVersions(size_t *count, char *versions) {
  if (versions == NULL) {
    *count = 1;
    return 0;
  }
  int numbers[] = {1, 17, 6};
  uint32_t specification = 1 << 16 | 10;
  strcpy(versions, "loader");
  memcpy(versions + 64, &specification, 4);
  memcpy(versions + 68, numbers, sizeof numbers);
  return 0;
}

static int drivers(uint32_t *count, void **list) {
  if (list != NULL) list[0] = &driver;
  *count = 1;
  return 0;
}

#ifndef OLD
int zeInitDrivers(uint32_t *count, void **list, uint32_t *description) {
  return description[0] == 0x00020021 && description[4] == 1 ? drivers(count, list) : 0x78000004;
}
#endif

int zeInit(unsigned flags) { return flags == 1 ? 0 : 0x78000004; }

int zeDriverGet(uint32_t *count, void **list) { return drivers(count, list); }

int zeDriverGetApiVersion(void *handle, uint32_t *version) {
  *version = 1 << 16 | 6;
  return handle == &driver ? 0 : 0x78000007;
}

int zeDriverGetProperties(void *handle, char *properties) {
  uint32_t version = 17002026;
  memcpy(properties + 32, &version, 4);
  return handle == &driver ? 0 : 0x78000007;
}

int zeDeviceGet(void *handle, uint32_t *count, void **list) {
  if (handle != &driver) return 0x78000007;
  if (list != NULL) list[0] = &device;
  *count = 1;
  return 0;
}

int zeDeviceGetProperties(void *handle, char *properties) {
  uint32_t numbers[] = {1, 0x8086, 0x56a0};
  char *extension;
  uint32_t ip = 0x030dc008;
  if (handle != &device || *(uint32_t *)properties != 3) return 0x78000007;
  memcpy(&extension, properties + 8, sizeof extension);
  if (extension != NULL && *(uint32_t *)extension == 0x1000f) memcpy(extension + 16, &ip, 4);
  memcpy(properties + 16, numbers, sizeof numbers);
  strcpy(properties + 112, "Intel(R) Arc(TM) A770 Graphics");
  return 0;
}
