// The part of libxml2 that muster uses, behind opaque handles.
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
// Bytes that are escaped already: whole elements, and text between them.
int mx_writer_raw(mx_writer *writer, const char *bytes, size_t count);
// Hands everything to the descriptor.
int mx_writer_flush(mx_writer *writer);
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

// A whole document in memory. No network, no entities: a document type declaration is refused.
typedef struct mx_tree mx_tree;

// NULL when memory is short.
mx_tree *mx_tree_new(const char *bytes, int count);
void mx_tree_free(mx_tree *tree);
// 1 when it is well-formed and was read.
int mx_tree_is_sound(const mx_tree *tree);
int mx_tree_has_doctype(const mx_tree *tree);
int mx_tree_problem_count(const mx_tree *tree);
mx_problem mx_tree_problem(const mx_tree *tree, int index);

// What an XPath 1.0 expression found: the texts of nodes, or one text of another kind of value.
typedef struct mx_found mx_found;

typedef enum {
  mx_kind_failed,
  mx_kind_too_large,
  mx_kind_nodes,
  mx_kind_string,
  mx_kind_number,
  mx_kind_boolean
} mx_kind;

// Stops after so much work, or where it finds more nodes, or more bytes of text, than allowed. The
// root element is the context node; its namespaces are at hand by their prefixes, the one without as
// `default`. NULL when memory is short.
mx_found *mx_tree_find(
    const mx_tree *tree, const char *path, int work, int item_limit, int64_t size_limit);
// Only whether the expression can be read: nodes, or failed.
mx_found *mx_path_check(const char *path, int work);
void mx_found_free(mx_found *found);
mx_kind mx_found_kind(const mx_found *found);
int mx_found_count(const mx_found *found);
// Valid as long as what was found; NULL where there is none.
const char *mx_found_text(const mx_found *found, int index);
int mx_found_problem_count(const mx_found *found);
mx_problem mx_found_problem(const mx_found *found, int index);
