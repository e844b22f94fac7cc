// PCRE2 for texts of 8-bit units: its header wants the width before it is included.
#ifndef MUSTER_CPCRE2_SHIM_H
#define MUSTER_CPCRE2_SHIM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>

// Where the stack has got to, for the depth bound of the schema validator. The address of a Swift
// variable would not do: the address sanitizer moves variables off the stack.
static inline __attribute__((always_inline)) uintptr_t muster_stack_address(void) {
  return (uintptr_t)__builtin_frame_address(0);
}

#endif
