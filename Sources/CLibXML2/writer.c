#include "internal.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct mx_writer {
  xmlTextWriterPtr writer;
  // -1 while the handle is being freed: what is still buffered is dropped.
  int descriptor;
  int error;
};

static int write_all(void *context, const char *bytes, int length) {
  mx_writer *writer = context;
  if (writer->descriptor < 0) return length;
  if (writer->error != 0) return -1;
  int done = 0;
  while (done < length) {
    ssize_t written = write(writer->descriptor, bytes + done, (size_t)(length - done));
    if (written < 0) {
      if (errno == EINTR) continue;
      writer->error = errno;
      return -1;
    }
    done += (int)written;
  }
  return length;
}

static int close_nothing(void *context) {
  (void)context;
  return 0;
}

mx_writer *mx_writer_new(int descriptor) {
  prepare_library();
  mx_writer *writer = calloc(1, sizeof *writer);
  if (writer == NULL) return NULL;
  writer->descriptor = descriptor;
  xmlOutputBufferPtr output = xmlOutputBufferCreateIO(write_all, close_nothing, writer, NULL);
  if (output == NULL) {
    free(writer);
    return NULL;
  }
  writer->writer = xmlNewTextWriter(output);
  if (writer->writer == NULL) {
    writer->descriptor = -1;
    xmlOutputBufferClose(output);
    free(writer);
    return NULL;
  }
  return writer;
}

void mx_writer_free(mx_writer *writer) {
  if (writer == NULL) return;
  writer->descriptor = -1;
  xmlFreeTextWriter(writer->writer);
  free(writer);
}

// libxml2 reports some failed writes only in the output buffer, which the callback sees too.
static int outcome(const mx_writer *writer, int result) {
  return result < 0 || writer->error != 0 ? -1 : 0;
}

int mx_writer_start_document(mx_writer *writer) {
  return outcome(writer, xmlTextWriterStartDocument(writer->writer, NULL, "UTF-8", NULL));
}

int mx_writer_start_element(mx_writer *writer, const char *name) {
  return outcome(writer, xmlTextWriterStartElement(writer->writer, BAD_CAST name));
}

int mx_writer_attribute(mx_writer *writer, const char *name, const char *value) {
  return outcome(
      writer, xmlTextWriterWriteAttribute(writer->writer, BAD_CAST name, BAD_CAST value));
}

int mx_writer_text(mx_writer *writer, const char *text) {
  return outcome(writer, xmlTextWriterWriteString(writer->writer, BAD_CAST text));
}

int mx_writer_end_element(mx_writer *writer) {
  return outcome(writer, xmlTextWriterEndElement(writer->writer));
}

int mx_writer_raw(mx_writer *writer, const char *bytes, size_t count) {
  enum { portion = 1 << 20 };
  while (count > 0) {
    int part = count < portion ? (int)count : portion;
    if (outcome(writer, xmlTextWriterWriteRawLen(writer->writer, BAD_CAST bytes, part)) < 0) return -1;
    bytes += part;
    count -= (size_t)part;
  }
  return 0;
}

int mx_writer_flush(mx_writer *writer) {
  return outcome(writer, xmlTextWriterFlush(writer->writer));
}

int mx_writer_errno(const mx_writer *writer) { return writer->error; }
