/* The limit for a FastCGI host: libfcgi's own accept loop in C, a thread a connection, a fixed answer.
   usage: hello SOCKET THREADS */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static int listener;

static void *serve(void *unused)
{
    FCGX_Request request;
    (void)unused;
    FCGX_InitRequest(&request, listener, 0);
    while (FCGX_Accept_r(&request) == 0) {
        FCGX_PutS("Status: 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"ok\"}", request.out);
        FCGX_Finish_r(&request);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    unlink(argv[1]);
    FCGX_Init();
    listener = FCGX_OpenSocket(argv[1], 1024);
    if (listener < 0) return 1;
    for (int i = atoi(argv[2]); i > 1; i--) {
        pthread_t thread;
        pthread_create(&thread, NULL, serve, NULL);
    }
    serve(NULL);
    return 0;
}
