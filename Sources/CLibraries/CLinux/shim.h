#pragma once
/* What the Swift toolchain's Glibc module leaves out of the C library. */
#include <sched.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/sysinfo.h>

/* Declared by the C library's headers under _GNU_SOURCE alone. */
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int lowest);

/* The cores that this process may run on. CPU_COUNT is a macro under _GNU_SOURCE, so the bits are counted here. */
static inline int tm_allowed_cores(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return get_nprocs();
    int count = 0;
    for (unsigned long i = 0; i < sizeof set; i++) count += __builtin_popcount(((unsigned char *)&set)[i]);
    return count > 0 ? count : 1;
}

/* prctl is variadic. At most 15 bytes of the name are kept. */
static inline void tm_name_thread(const char *name) {
    prctl(PR_SET_NAME, name);
}
