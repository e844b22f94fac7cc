#include "internal.h"
#include <stdlib.h>

struct mx_reader {
  xmlTextReaderPtr reader;
  problem_list problems;
};

mx_schema *mx_schema_new(const char *bytes, int count) {
  prepare_library();
  mx_schema *schema = calloc(1, sizeof *schema);
  if (schema == NULL) return NULL;
  xmlSchemaParserCtxtPtr context = xmlSchemaNewMemParserCtxt(bytes, count);
  if (context == NULL) {
    free(schema);
    return NULL;
  }
  xmlSchemaSetParserStructuredErrors(context, collect_problem, &schema->problems);
  // The schema's own syntax errors go to the thread's handler, by default stderr.
  xmlSetStructuredErrorFunc(&schema->problems, collect_problem);
  schema->schema = xmlSchemaParse(context);
  xmlSetStructuredErrorFunc(NULL, NULL);
  xmlSchemaFreeParserCtxt(context);
  return schema;
}

void mx_schema_free(mx_schema *schema) {
  if (schema == NULL) return;
  if (schema->schema != NULL) xmlSchemaFree(schema->schema);
  free_problems(&schema->problems);
  free(schema);
}

int mx_schema_problem_count(const mx_schema *schema) { return schema->problems.count; }

mx_problem mx_schema_problem(const mx_schema *schema, int index) {
  return problem_at(&schema->problems, index);
}

mx_reader *mx_reader_new(int descriptor, const mx_schema *schema) {
  prepare_library();
  mx_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->reader = xmlReaderForFd(descriptor, NULL, NULL, XML_PARSE_NONET);
  if (reader->reader == NULL) {
    free(reader);
    return NULL;
  }
  xmlTextReaderSetStructuredErrorHandler(reader->reader, collect_problem, &reader->problems);
  if (schema != NULL
      && (schema->schema == NULL || xmlTextReaderSetSchema(reader->reader, schema->schema) != 0)) {
    mx_reader_free(reader);
    return NULL;
  }
  return reader;
}

void mx_reader_free(mx_reader *reader) {
  if (reader == NULL) return;
  xmlFreeTextReader(reader->reader);
  free_problems(&reader->problems);
  free(reader);
}

int mx_reader_next(mx_reader *reader) {
  // A schema stands between the parser and the reader's handler: syntax errors then go to the
  // thread's.
  xmlSetStructuredErrorFunc(&reader->problems, collect_problem);
  int result = xmlTextReaderRead(reader->reader);
  xmlSetStructuredErrorFunc(NULL, NULL);
  return result;
}

mx_node mx_reader_node(const mx_reader *reader) {
  switch (xmlTextReaderNodeType(reader->reader)) {
  case XML_READER_TYPE_ELEMENT: return mx_node_element;
  case XML_READER_TYPE_END_ELEMENT: return mx_node_end;
  case XML_READER_TYPE_TEXT:
  case XML_READER_TYPE_CDATA:
  case XML_READER_TYPE_WHITESPACE:
  case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return mx_node_text;
  case XML_READER_TYPE_DOCUMENT_TYPE: return mx_node_doctype;
  default: return mx_node_other;
  }
}

int mx_reader_is_empty(const mx_reader *reader) {
  return xmlTextReaderIsEmptyElement(reader->reader) == 1;
}

const char *mx_reader_name(const mx_reader *reader) {
  return (const char *)xmlTextReaderConstName(reader->reader);
}

const char *mx_reader_value(const mx_reader *reader) {
  return (const char *)xmlTextReaderConstValue(reader->reader);
}

int mx_reader_next_attribute(mx_reader *reader) {
  return xmlTextReaderMoveToNextAttribute(reader->reader);
}

int mx_reader_is_valid(const mx_reader *reader) {
  return xmlTextReaderIsValid(reader->reader) == 1;
}

int mx_reader_problem_count(const mx_reader *reader) { return reader->problems.count; }

mx_problem mx_reader_problem(const mx_reader *reader, int index) {
  return problem_at(&reader->problems, index);
}
