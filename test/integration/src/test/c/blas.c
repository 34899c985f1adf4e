/* A small BLAS that computes, with integers of any width, and that says of itself what it is told to. */
#include <stdio.h>
#include <stdlib.h>

#ifndef INT
#define INT int
#endif

INT isamax_(const INT *n, const float *x, const INT *step) {
  INT best = *n > 0 ? 1 : 0;
#ifdef CRASH
  abort();
#endif
  for (INT i = 1; i < *n; i++) {
    if (x[i * *step] > x[(best - 1) * *step]) {
      best = i + 1;
    }
  }
  return best;
}

double ddot_(const INT *n, const double *x, const INT *xs, const double *y, const INT *ys) {
  double sum = 0;
  for (INT i = 0; i < *n; i++) {
    sum += x[i * *xs] * y[i * *ys];
  }
  return sum;
}

void dgemm_(void) {}
void cblas_dgemm(void) {}

#ifdef LAPACK
void dgetrf_(void) {}
void ilaver_(INT *major, INT *minor, INT *patch) {
  *major = 3;
  *minor = 12;
  *patch = 0;
}
#endif

#ifdef OPENBLAS
const char openblas_config_str[] = OPENBLAS;
int gotoblas_HASWELL;
const char *openblas_get_config(void) {
  puts("a banner that nobody asked for");
#ifdef LIE
  static char said[64];
  static volatile char first = 'O';
  snprintf(said, sizeof said, "%cpen%s", first, LIE);
  return said;
#else
  return openblas_config_str;
#endif
}
const char *openblas_get_corename(void) { return "Haswell"; }
int openblas_get_parallel(void) { return 1; }
int openblas_get_num_threads(void) {
  const char *text = getenv("OPENBLAS_NUM_THREADS");
  return text ? atoi(text) : -1;
}
#endif

#ifdef BLIS
const char bli_version[] = BLIS;
const char *bli_info_get_version_str(void) { return bli_version; }
long bli_info_get_blas_int_type_size(void) { return 8 * sizeof(INT); }
#endif

#ifdef NETLIB
void xerbla_array_(void) {}
#endif
