/* In the place of KaRaMeL's headers: what these files of HACL* need of them, for a little-endian machine. */
#include <stdint.h>
#include <stddef.h>
typedef unsigned __int128 FStar_UInt128_uint128;
#define memcpy __builtin_memcpy
#define memset __builtin_memset
