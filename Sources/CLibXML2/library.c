#include "internal.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static xmlParserInputPtr refuse_entity(
    const char *url, const char *identifier, xmlParserCtxtPtr context) {
  (void)url;
  (void)identifier;
  (void)context;
  return NULL;
}

// libxml2 would print to stderr what our callers report themselves.
static void keep_silent(void *context, const char *format, ...) {
  (void)context;
  (void)format;
}

static void prepare(void) {
  xmlInitParser();
  xmlSetExternalEntityLoader(refuse_entity);
  // For the threads that are yet to meet libxml2, and for this one.
  xmlThrDefSetGenericErrorFunc(NULL, keep_silent);
  xmlSetGenericErrorFunc(NULL, keep_silent);
}

void prepare_library(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
}

#if LIBXML_VERSION >= 21200
void collect_problem(void *context, const xmlError *error) {
#else
void collect_problem(void *context, xmlErrorPtr error) {
#endif
  problem_list *list = context;
  if (list == NULL || error == NULL || list->count >= problem_limit) return;
  const char *text = error->message != NULL ? error->message : "unknown problem";
  char *copy = strdup(text);
  if (copy == NULL) return;
  size_t length = strlen(copy);
  while (length > 0 && (copy[length - 1] == '\n' || copy[length - 1] == ' ')) {
    copy[--length] = 0;
  }
  list->items[list->count].line = error->line;
  list->items[list->count].message = copy;
  list->count++;
}

void free_problems(problem_list *list) {
  for (int index = 0; index < list->count; index++) free((void *)list->items[index].message);
  list->count = 0;
}

mx_problem problem_at(const problem_list *list, int index) {
  mx_problem none = {0, NULL};
  return index >= 0 && index < list->count ? list->items[index] : none;
}
