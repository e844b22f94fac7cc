// What a program in C pays for requests over libcurl's multi interface: the peer of muster's transport.
//
// Reads one measurement a line from stdin and answers each with one line, as Sources/Bench does:
//
//     transport URL CONNECTIONS SECONDS poll|epoll [ACCEPT]
//
// The answer is `REQUESTS CPU_NANOSECONDS WALL_NANOSECONDS`, or `error: …`. Each request sets its URL on a
// handle used again, stores the bytes of its header lines and its body, and takes its status and the times of
// its phases. `poll` waits with curl_multi_poll, `epoll` is the socket interface over epoll. With a media type to
// accept, the requests are those of a run: each says what it accepts, and its number follows the URL.

#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CONNECTIONS = 1024 };

typedef struct {
  char *bytes;
  size_t count;
  size_t capacity;
} Buffer;

typedef struct {
  CURL *easy;
  Buffer head;
  Buffer body;
} Transfer;

typedef struct {
  CURLM *multi;
  int epoll;
  long timeout; // milliseconds; -1: none
  const char *url;
  int is_numbered;
  Transfer transfers[MOST_CONNECTIONS];
  int connections;
  long started;
  long finished;
  int running;
  int is_over;
  int has_failed;
  double seconds_seen;
  char problem[256];
} Run;

static long long now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static size_t store(char *data, size_t size, size_t count, void *pointer) {
  Buffer *buffer = pointer;
  size_t length = size * count;
  if (buffer->count + length > buffer->capacity) {
    size_t capacity = (buffer->count + length) * 2;
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes) return 0;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->count, data, length);
  buffer->count += length;
  return length;
}

static void fail(Run *run, const char *problem) {
  if (!run->has_failed) snprintf(run->problem, sizeof run->problem, "%s", problem);
  run->has_failed = 1;
  run->is_over = 1;
}

static void start(Run *run, Transfer *transfer) {
  transfer->head.count = 0;
  transfer->body.count = 0;
  char numbered[2100];
  if (run->is_numbered) snprintf(numbered, sizeof numbered, "%s%ld", run->url, run->started);
  curl_easy_setopt(transfer->easy, CURLOPT_URL, run->is_numbered ? numbered : run->url);
  if (curl_multi_add_handle(run->multi, transfer->easy) != CURLM_OK) return fail(run, "add_handle");
  run->started++;
}

static void finish(Run *run, CURLMsg *message) {
  static const CURLINFO phases[] = {
      CURLINFO_NAMELOOKUP_TIME_T, CURLINFO_CONNECT_TIME_T, CURLINFO_APPCONNECT_TIME_T,
      CURLINFO_STARTTRANSFER_TIME_T, CURLINFO_TOTAL_TIME_T};
  CURL *easy = message->easy_handle;
  long status = 0;
  char *pointer = NULL;
  if (message->data.result != CURLE_OK) fail(run, curl_easy_strerror(message->data.result));
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200 && !run->has_failed) fail(run, "the status is not 200");
  for (size_t phase = 0; phase < sizeof phases / sizeof *phases; phase++) {
    curl_off_t time = 0;
    curl_easy_getinfo(easy, phases[phase], &time);
    run->seconds_seen += (double)time / 1e6;
  }
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &pointer);
  curl_multi_remove_handle(run->multi, easy);
  run->finished++;
  if (!run->is_over) start(run, (Transfer *)pointer);
}

static void take_finished(Run *run) {
  CURLMsg *message;
  int left;
  while ((message = curl_multi_info_read(run->multi, &left)))
    if (message->msg == CURLMSG_DONE) finish(run, message);
}

static int on_socket(CURL *easy, curl_socket_t socket, int what, void *pointer, void *known) {
  Run *run = pointer;
  (void)easy;
  struct epoll_event event = {.data.fd = socket};
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(run->epoll, EPOLL_CTL_DEL, socket, &event);
    return 0;
  }
  event.events = (what & CURL_POLL_IN ? EPOLLIN : 0) | (what & CURL_POLL_OUT ? EPOLLOUT : 0);
  if (epoll_ctl(run->epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event) != 0)
    epoll_ctl(run->epoll, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
  curl_multi_assign(run->multi, socket, run);
  return 0;
}

static int on_timer(CURLM *multi, long timeout, void *pointer) {
  (void)multi;
  ((Run *)pointer)->timeout = timeout;
  return 0;
}

static void turn_poll(Run *run) {
  if (curl_multi_perform(run->multi, &run->running) != CURLM_OK) return fail(run, "perform");
  long before = run->finished;
  take_finished(run);
  if (run->finished == before && !run->is_over) curl_multi_poll(run->multi, NULL, 0, 1000, NULL);
}

static void turn_epoll(Run *run) {
  struct epoll_event events[64];
  int timeout = run->timeout < 0 || run->timeout > 1000 ? 1000 : (int)run->timeout;
  int count = timeout == 0 ? 0 : epoll_wait(run->epoll, events, 64, timeout);
  if (count <= 0) {
    run->timeout = -1;
    curl_multi_socket_action(run->multi, CURL_SOCKET_TIMEOUT, 0, &run->running);
  }
  for (int index = 0; index < count; index++) {
    int what = (events[index].events & EPOLLIN ? CURL_CSELECT_IN : 0) |
               (events[index].events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
               (events[index].events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
    curl_multi_socket_action(run->multi, events[index].data.fd, what, &run->running);
  }
  take_finished(run);
}

static void measure(const char *url, int connections, double seconds, int uses_epoll, const char *accept) {
  static Run run;
  memset(&run, 0, sizeof run);
  run.url = url;
  run.is_numbered = *accept != 0;
  run.connections = connections;
  run.timeout = -1;
  run.epoll = -1;
  run.multi = curl_multi_init();
  curl_multi_setopt(run.multi, CURLMOPT_MAXCONNECTS, (long)connections);
  if (uses_epoll) {
    run.epoll = epoll_create1(0);
    curl_multi_setopt(run.multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(run.multi, CURLMOPT_SOCKETDATA, &run);
    curl_multi_setopt(run.multi, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(run.multi, CURLMOPT_TIMERDATA, &run);
  }
  char field[144] = "Accept:";
  if (run.is_numbered) snprintf(field, sizeof field, "Accept: %s", accept);
  struct curl_slist *headers = curl_slist_append(NULL, field);
  for (int index = 0; index < connections; index++) {
    Transfer *transfer = &run.transfers[index];
    transfer->easy = curl_easy_init();
    curl_easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(transfer->easy, CURLOPT_HEADERFUNCTION, store);
    curl_easy_setopt(transfer->easy, CURLOPT_HEADERDATA, &transfer->head);
    curl_easy_setopt(transfer->easy, CURLOPT_WRITEFUNCTION, store);
    curl_easy_setopt(transfer->easy, CURLOPT_WRITEDATA, &transfer->body);
    curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(transfer->easy, CURLOPT_USERAGENT, "muster");
    curl_easy_setopt(transfer->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS, 30000L);
    curl_easy_setopt(transfer->easy, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
    curl_easy_setopt(transfer->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  }
  long long wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  for (int index = 0; index < connections; index++) start(&run, &run.transfers[index]);
  while (run.finished < run.started) {
    if (uses_epoll) turn_epoll(&run);
    else turn_poll(&run);
    if (now(CLOCK_MONOTONIC) - wall > seconds * 1e9) run.is_over = 1;
    if (run.has_failed) break;
  }
  cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  wall = now(CLOCK_MONOTONIC) - wall;
  for (int index = 0; index < connections; index++) {
    curl_multi_remove_handle(run.multi, run.transfers[index].easy);
    curl_easy_cleanup(run.transfers[index].easy);
    free(run.transfers[index].head.bytes);
    free(run.transfers[index].body.bytes);
  }
  curl_slist_free_all(headers);
  curl_multi_cleanup(run.multi);
  if (run.epoll >= 0) close(run.epoll);
  if (run.has_failed) printf("error: %s\n", run.problem);
  else printf("%ld %lld %lld\n", run.finished, cpu, wall);
  fflush(stdout);
}

int main(void) {
  char line[4096], url[2048], mode[16], accept[128];
  int connections;
  double seconds;
  signal(SIGPIPE, SIG_IGN);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  while (fgets(line, sizeof line, stdin)) {
    accept[0] = 0;
    if (sscanf(line, "transport %2047s %d %lf %15s %127s", url, &connections, &seconds, mode, accept) < 4 ||
        connections < 1 || connections > MOST_CONNECTIONS) {
      puts("error: a measurement is `transport URL CONNECTIONS SECONDS poll|epoll [ACCEPT]`");
      fflush(stdout);
      continue;
    }
    measure(url, connections, seconds, strcmp(mode, "epoll") == 0, accept);
  }
  return 0;
}
