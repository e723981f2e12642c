/* Waiting for a lock with a limit of time, by the clock that libfaketime has made faster. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef int (*wait_call)(sem_t *, clockid_t, const struct timespec *);
typedef int (*clock_call)(clockid_t, struct timespec *);

static double speed(void) {
    const char *given = getenv("FAKETIME"), *factor = given ? strchr(given, 'x') : NULL;
    return factor ? atof(factor + 1) : 1.0;
}

static double seconds(const struct timespec *t) {
    return (double)t->tv_sec + (double)t->tv_nsec * 1e-9;
}

int sem_clockwait(sem_t *lock, clockid_t clock, const struct timespec *until) {
    /* Those of the C library itself, past whatever stands before it. */
    void *libc = dlopen("libc.so.6", RTLD_LAZY);
    wait_call real_wait = (wait_call)dlsym(libc, "sem_clockwait");
    clock_call real_clock = (clock_call)dlsym(libc, "clock_gettime");
    struct timespec now, end;
    clock_gettime(clock, &now);
    real_clock(CLOCK_MONOTONIC, &end);
    double wait = (seconds(until) - seconds(&now)) / speed();
    if (wait > 0) {
        end.tv_sec += (time_t)wait;
        end.tv_nsec += (long)((wait - (double)(time_t)wait) * 1e9);
        if (end.tv_nsec >= 1000000000) {
            end.tv_sec++;
            end.tv_nsec -= 1000000000;
        }
    }
    return real_wait(lock, CLOCK_MONOTONIC, &end);
}
