// The part of libxml2 that the reports use, behind opaque handles.
//
// Handles belong to one thread at a time. Strings are UTF-8 and end with NUL.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Sequential XML output to a file descriptor, which stays the caller's.
//
// The writer escapes markup but does not look at characters: U+0001, U+FFFE and the like must have
// been replaced before. Calls return 0, or -1 after which the output is unusable.
typedef struct mx_writer mx_writer;

// NULL when memory is short.
mx_writer *mx_writer_new(int descriptor);
void mx_writer_free(mx_writer *writer);
// The XML declaration, for UTF-8.
int mx_writer_start_document(mx_writer *writer);
int mx_writer_start_element(mx_writer *writer, const char *name);
// Only straight after the start of an element.
int mx_writer_attribute(mx_writer *writer, const char *name, const char *value);
int mx_writer_text(mx_writer *writer, const char *text);
int mx_writer_end_element(mx_writer *writer);
// Hands everything to the descriptor.
int mx_writer_flush(mx_writer *writer);
// Bytes handed to the descriptor so far.
int64_t mx_writer_count(const mx_writer *writer);
// The errno of the write that failed, else 0.
int mx_writer_errno(const mx_writer *writer);

// What a schema or a document has wrong, as libxml2 words it.
typedef struct {
  // Counted from 1; 0 when unknown.
  int line;
  const char *message;
} mx_problem;

typedef struct mx_schema mx_schema;

// Reads an XML Schema from memory; what it includes or imports is never loaded. Never NULL unless
// memory is short; unusable when it has problems.
mx_schema *mx_schema_new(const char *bytes, int count);
void mx_schema_free(mx_schema *schema);
int mx_schema_problem_count(const mx_schema *schema);
mx_problem mx_schema_problem(const mx_schema *schema, int index);

// Forward reading of a document from a file descriptor, which stays the caller's. No network, no
// external entities, no expansion of entities.
typedef struct mx_reader mx_reader;

typedef enum { mx_node_other, mx_node_element, mx_node_end, mx_node_text, mx_node_doctype } mx_node;

// NULL when memory is short. The schema may be NULL and must outlive the reader.
mx_reader *mx_reader_new(int descriptor, const mx_schema *schema);
void mx_reader_free(mx_reader *reader);
// 1: there is a node. 0: the end. -1: not well-formed.
int mx_reader_next(mx_reader *reader);
mx_node mx_reader_node(const mx_reader *reader);
int mx_reader_is_empty(const mx_reader *reader);
// The current node's or attribute's, valid until the next move; NULL when it has none.
const char *mx_reader_name(const mx_reader *reader);
const char *mx_reader_value(const mx_reader *reader);
// Moves through the attributes of an element: 1 while there is one.
int mx_reader_next_attribute(mx_reader *reader);
// 1 when what was read so far agrees with the schema.
int mx_reader_is_valid(const mx_reader *reader);
int mx_reader_problem_count(const mx_reader *reader);
mx_problem mx_reader_problem(const mx_reader *reader, int index);
