// What Swift cannot import from libcurl and zlib, and nothing else: variadic functions (one here
// for each argument type), the union in CURLMsg, macros, and the functions that libcurl is to take its memory from.

#ifndef MUSTER_CCURL_SHIM_H
#define MUSTER_CCURL_SHIM_H

// The type checks are macros around the variadic functions; the types are fixed here instead.
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#if LIBCURL_VERSION_NUM < 0x075700
#error "libcurl 7.87.0 or later is needed (CURLOPT_QUICK_EXIT)"
#endif

// Zeroed memory. glibc's calloc passes by the cache of small blocks that each thread has and malloc takes from, and
// libcurl asks for a dozen such blocks a request.
static inline void *ccurl_zeroed(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
  // What is beyond the cache may come from the system, and is zero then.
  if (bytes > 1024) return calloc(count, size);
  void *block = malloc(bytes);
  // Or the compiler makes a calloc of it.
  __asm__("" : "+r"(block));
  return block ? memset(block, 0, bytes) : NULL;
}

static inline CURLcode ccurl_global_init(void) {
  return curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, free, realloc, strdup, ccurl_zeroed);
}

static inline CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_callback(CURL *easy, CURLoption option,
                                          curl_write_callback value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_debug_callback(CURL *easy, curl_debug_callback value) {
  return curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, value);
}

static inline CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLcode ccurl_message_result(const CURLMsg *message) {
  return message->data.result;
}

// The CURL_VERSION_ bits of the library that is loaded.
static inline int ccurl_features(void) {
  return curl_version_info(CURLVERSION_NOW)->features;
}

// The version of the library that is loaded, as 0xXXYYZZ.
static inline unsigned int ccurl_version(void) {
  return curl_version_info(CURLVERSION_NOW)->version_num;
}

// windowBits: 15 for the zlib format (RFC 1950), 31 for gzip (RFC 1952).
static inline int ccurl_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

#endif
