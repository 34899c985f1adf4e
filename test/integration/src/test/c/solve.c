/* A program that needs BLAS by the interface's name. What lies behind its numbers makes them negative as 64 bits. */
#include <stdio.h>

double ddot_(const int *n, const double *x, const int *xs, const double *y, const int *ys);

int main(void) {
  int n[2] = {2, -1}, one[2] = {1, 0};
  double x[2] = {0.5, 0.5};
  printf("%g\n", ddot_(n, x, one, x, one));
  return 0;
}
