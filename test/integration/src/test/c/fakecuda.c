/* A CUDA driver that misbehaves as its build says: -DSCENARIO=..., -DINIT=code, -DVERSION=n, -DDEVICES=n. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOUND 0
#define CONSTRUCTOR_HANGS 13
#define CONSTRUCTOR_EXITS 14
#define INIT_HANGS 15
#define INIT_SEGFAULTS 16
#define INIT_ABORTS 17
#define PRINTS 18
#define FLOODS 19
#define CLOSES_STDOUT 20
#define LEAVES_A_GRANDCHILD 21
#define LEAVES_THREADS 22
#define NO_VALUE 23
#define LACKS_DEVICE_COUNT 12
#define CLOSES_ALL 100
#define LEAVES_A_DAEMON 101
#define HANGS_AT_EXIT 102
#define LEAVES_AN_ORPHAN 103
#define LEAVES_AN_ORPHAN_AND_SEGFAULTS 104

#ifndef SCENARIO
#define SCENARIO SOUND
#endif
#ifndef INIT
#define INIT 0
#endif
#ifndef VERSION
#define VERSION 12040
#endif
#ifndef DEVICES
#define DEVICES 1
#endif
#ifndef CAPABILITIES
#define CAPABILITIES {90, 80, 86, 75, 90, 80, 86, 75}
#endif

static void hang(void) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  signal(SIGTERM, SIG_IGN);
  for (;;) pause();
}

static void *forever(void *unused) {
  for (;;) pause();
  return unused;
}

static void at_exit(void) { hang(); }

/* As daemons do it: of a session of its own, and without a parent that is known. */
static void orphan(void) {
  pid_t child = fork();
  if (child == 0) {
    setsid();
    if (fork() == 0) for (;;) pause();
    _exit(0);
  }
  waitpid(child, NULL, 0);
}

__attribute__((constructor)) static void loaded(void) {
#ifdef MARK
  fclose(fopen(MARK, "w"));
#endif
  if (SCENARIO == CONSTRUCTOR_HANGS) hang();
  if (SCENARIO == CONSTRUCTOR_EXITS) _exit(0);
  if (SCENARIO == HANGS_AT_EXIT) atexit(at_exit);
}

int cuDriverGetVersion(int *version) {
  if (SCENARIO != NO_VALUE) *version = VERSION;
  return 0;
}

int cuInit(unsigned flags) {
  (void)flags;
  switch (SCENARIO) {
    case INIT_HANGS: hang(); break;
    case INIT_SEGFAULTS: *(volatile int *)8 = 1; break;
    case INIT_ABORTS: abort(); break;
    case PRINTS:
      printf("CUDA says hello\n");
      fflush(stdout);
      fprintf(stderr, "and so does its other mouth\n");
      break;
    case FLOODS:
      for (;;) {
        static char noise[65536];
        memset(noise, '!', sizeof noise);
        if (write(1, noise, sizeof noise) < 0) usleep(100);
      }
    case CLOSES_STDOUT: close(1); break;
    case CLOSES_ALL:
      for (int i = 0; i < 1024; i++) close(i);
      break;
    case LEAVES_A_GRANDCHILD:
      if (fork() == 0) for (;;) pause();
      break;
    case LEAVES_A_DAEMON:
      if (fork() == 0) {
        setsid();
        for (;;) pause();
      }
      break;
    case LEAVES_AN_ORPHAN: orphan(); break;
    case LEAVES_AN_ORPHAN_AND_SEGFAULTS:
      orphan();
      *(volatile int *)8 = 1;
      break;
    case LEAVES_THREADS:
      for (int i = 0; i < 8; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, forever, NULL);
      }
      break;
  }
  return INIT;
}

#if SCENARIO != LACKS_DEVICE_COUNT
int cuDeviceGetCount(int *count) {
  const char *visible = getenv("CUDA_VISIBLE_DEVICES");
  *count = visible == NULL ? DEVICES : visible[0] == '\0' ? 0 : 1;
  return 0;
}
#endif

int cuDeviceGet(int *device, int ordinal) {
  *device = ordinal;
  return 0;
}

int cuDeviceGetName(char *name, int length, int device) {
  snprintf(name, length, "Fake GPU %d", device);
  return 0;
}

int cuDeviceGetPCIBusId(char *bus, int length, int device) {
  snprintf(bus, length, "0000:%02x:00.0", device + 1);
  return 0;
}

int cuDeviceTotalMem_v2(size_t *bytes, int device) {
  *bytes = (size_t)(device + 1) << 30;
  return 0;
}

int cuDeviceGetAttribute(int *value, int attribute, int device) {
  static const int capabilities[] = CAPABILITIES;
  if (attribute == 75) *value = capabilities[device] / 10;
  if (attribute == 76) *value = capabilities[device] % 10;
  return 0;
}
