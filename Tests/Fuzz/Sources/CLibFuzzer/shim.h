// libFuzzer as a library (https://llvm.org/docs/LibFuzzer.html): its header comes with no toolchain.
#ifndef MUSTER_CLIBFUZZER_SHIM_H
#define MUSTER_CLIBFUZZER_SHIM_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

// Changes some bytes in place; the new length.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

#endif
