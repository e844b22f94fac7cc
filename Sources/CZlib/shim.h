// gzip (RFC 1952) of whole contents in one call: what is hard to do from Swift is the stream's state,
// which zlib wants at one address.

#ifndef MUSTER_CZLIB_SHIM_H
#define MUSTER_CZLIB_SHIM_H

#include <stddef.h>
#include <string.h>
#include <zlib.h>

// Compresses `count` bytes; the header tells no time and no name, so that the same bytes in give the
// same bytes out. `*room` is how many bytes `out` holds, and then how many were written. Contents
// above 1 GiB are refused. 0: done.
static inline int czlib_gzip(const unsigned char *in, size_t count, unsigned char *out, size_t *room) {
  if (count > (1u << 30) || *room > (1u << 31)) return Z_BUF_ERROR;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  int code = deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  if (code != Z_OK) return code;
  stream.next_in = (unsigned char *)in;
  stream.avail_in = (uInt)count;
  stream.next_out = out;
  stream.avail_out = (uInt)*room;
  code = deflate(&stream, Z_FINISH);
  *room = stream.total_out;
  deflateEnd(&stream);
  return code == Z_STREAM_END ? Z_OK : Z_BUF_ERROR;
}

// Decompresses one gzip member of `count` bytes into at most `*room` bytes; `*room` is then how many
// were written. 0: the member and the input end together, and its check value is right.
static inline int czlib_gunzip(const unsigned char *in, size_t count, unsigned char *out, size_t *room) {
  if (count > (1u << 30) || *room > (1u << 31)) return Z_BUF_ERROR;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  int code = inflateInit2(&stream, 31);
  if (code != Z_OK) return code;
  stream.next_in = (unsigned char *)in;
  stream.avail_in = (uInt)count;
  stream.next_out = out;
  stream.avail_out = (uInt)*room;
  code = inflate(&stream, Z_FINISH);
  *room = stream.total_out;
  int isWhole = code == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  return isWhole ? Z_OK : Z_DATA_ERROR;
}

#endif
