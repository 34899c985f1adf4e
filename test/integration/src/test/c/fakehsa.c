/* An HSA runtime with a CPU agent and a gfx90a with xnack off; -DINIT=code makes hsa_init answer that. */
#include <stdint.h>
#include <string.h>

#ifndef INIT
#define INIT 0
#endif

typedef struct { uint64_t handle; } handle_t;

int hsa_init(void) { return INIT; }

int hsa_system_get_info(int attribute, uint16_t *value) {
  *value = attribute == 0 ? 1 : 14;
  return 0;
}

int hsa_iterate_agents(int (*callback)(handle_t, void *), void *data) {
  handle_t cpu = {0x1000}, gpu = {0x2000};
  int status = callback(cpu, data);
  return status != 0 ? status : callback(gpu, data);
}

int hsa_agent_get_info(handle_t agent, int attribute, void *value) {
  int is_gpu = agent.handle == 0x2000;
  switch (attribute) {
    case 0: strcpy(value, is_gpu ? "gfx90a" : "AMD EPYC"); return 0;
    case 1: strcpy(value, is_gpu ? "AMD" : "CPU"); return 0;
    case 17: *(int *)value = is_gpu; return 0;
    case 0xA004: *(uint32_t *)value = is_gpu; return 0;
    case 0xA009: strcpy(value, is_gpu ? "Instinct MI210" : "AMD EPYC"); return 0;
    default: return 0x1001;
  }
}

int hsa_agent_iterate_isas(handle_t agent, int (*callback)(handle_t, void *), void *data) {
  handle_t isa = {0x3000};
  return agent.handle == 0x2000 ? callback(isa, data) : 0x1008;
}

int hsa_isa_get_info_alt(handle_t isa, int attribute, void *value) {
  if (isa.handle != 0x3000 || attribute != 1) return 0x1001;
  strcpy(value, "amdgcn-amd-amdhsa--gfx90a:sramecc+:xnack-");
  return 0;
}
