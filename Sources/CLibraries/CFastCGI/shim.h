#pragma once
#include <fcgiapp.h>
/* What a front needs of the kernel and the Swift toolchain's Glibc module leaves out: accept4, memfd_create, struct sockaddr_un. */
#include <linux/memfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>

/* The next connection of a listening socket, non-blocking and closed on exec; -1 with errno when there is none. */
static inline int tm_accept(int listener) {
    return accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

/* A file that has no name and lives in memory; -1 with errno on failure. */
static inline int tm_anonymous_file(void) {
    return memfd_create("fastcgi-request", MFD_CLOEXEC);
}
