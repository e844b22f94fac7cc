#pragma once
#include "clibxml2.h"
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>

// The first problems that libxml2 reports; the rest is only noise after them.
enum { problem_limit = 20 };

typedef struct {
  int count;
  mx_problem items[problem_limit];
} problem_list;

struct mx_schema {
  xmlSchemaPtr schema;
  problem_list problems;
};

// Sets up the library's globals once in the process.
void prepare_library(void);

#if LIBXML_VERSION >= 21200
void collect_problem(void *list, const xmlError *error);
#else
void collect_problem(void *list, xmlErrorPtr error);
#endif

void free_problems(problem_list *list);
mx_problem problem_at(const problem_list *list, int index);
