/* HACL*'s 128-bit vectors by WebAssembly's: the same operations that its own libintvector.h takes from SSE and NEON. */
#ifndef __Vec_Intrin_H
#define __Vec_Intrin_H
#include <wasm_simd128.h>

typedef v128_t Lib_IntVector_Intrinsics_vec128;

#define Lib_IntVector_Intrinsics_vec128_zero wasm_i64x2_splat(0)
#define Lib_IntVector_Intrinsics_vec128_xor wasm_v128_xor
#define Lib_IntVector_Intrinsics_vec128_or wasm_v128_or
#define Lib_IntVector_Intrinsics_vec128_and wasm_v128_and
#define Lib_IntVector_Intrinsics_vec128_lognot wasm_v128_not
#define Lib_IntVector_Intrinsics_vec128_eq64 wasm_i64x2_eq
#define Lib_IntVector_Intrinsics_vec128_gt64 wasm_i64x2_gt
#define Lib_IntVector_Intrinsics_vec128_add32 wasm_i32x4_add
#define Lib_IntVector_Intrinsics_vec128_add64 wasm_i64x2_add
#define Lib_IntVector_Intrinsics_vec128_sub64 wasm_i64x2_sub
#define Lib_IntVector_Intrinsics_vec128_shift_left64 wasm_i64x2_shl
#define Lib_IntVector_Intrinsics_vec128_shift_right64 wasm_u64x2_shr
#define Lib_IntVector_Intrinsics_vec128_load32 wasm_i32x4_splat
#define Lib_IntVector_Intrinsics_vec128_load64 wasm_i64x2_splat
#define Lib_IntVector_Intrinsics_vec128_load32s wasm_i32x4_make
#define Lib_IntVector_Intrinsics_vec128_load32_le wasm_v128_load
#define Lib_IntVector_Intrinsics_vec128_load64_le wasm_v128_load
#define Lib_IntVector_Intrinsics_vec128_store32_le wasm_v128_store
#define Lib_IntVector_Intrinsics_vec128_insert64(v, x, at) wasm_i64x2_replace_lane(v, at, x)
#define Lib_IntVector_Intrinsics_vec128_extract64 wasm_i64x2_extract_lane
#define Lib_IntVector_Intrinsics_vec128_interleave_low32(a, b) wasm_i32x4_shuffle(a, b, 0, 4, 1, 5)
#define Lib_IntVector_Intrinsics_vec128_interleave_high32(a, b) wasm_i32x4_shuffle(a, b, 2, 6, 3, 7)
#define Lib_IntVector_Intrinsics_vec128_interleave_low64(a, b) wasm_i64x2_shuffle(a, b, 0, 2)
#define Lib_IntVector_Intrinsics_vec128_interleave_high64(a, b) wasm_i64x2_shuffle(a, b, 1, 3)

/* The low halves of the 64-bit lanes, multiplied to 64 bits. */
static inline v128_t low_halves(v128_t v) { return wasm_i32x4_shuffle(v, v, 0, 2, 0, 2); }
#define Lib_IntVector_Intrinsics_vec128_mul64(a, b) wasm_u64x2_extmul_low_u32x4(low_halves(a), low_halves(b))
#define Lib_IntVector_Intrinsics_vec128_smul64(a, x) Lib_IntVector_Intrinsics_vec128_mul64(a, wasm_i64x2_splat(x))

#define ROT(v, n) wasm_v128_or(wasm_i32x4_shl(v, n), wasm_u32x4_shr(v, 32 - (n)))
#define Lib_IntVector_Intrinsics_vec128_rotate_left32(v, n) \
    ((n) == 16 ? wasm_i8x16_shuffle(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13) \
    : (n) == 8 ? wasm_i8x16_shuffle(v, v, 3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14) : ROT(v, n))
#endif
