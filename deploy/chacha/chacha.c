/* ChaCha20-Poly1305 of HACL* for chunks of age, as one WebAssembly program without imports. docs/vendored.md. */
#include "libintvector.h"
#include "kremlin/internal/types.h"
#include "Hacl_Kremlib.h"

static inline uint8_t FStar_UInt8_eq_mask(uint8_t a, uint8_t b) { return (uint8_t)(((uint32_t)(a ^ b) - 1) >> 8); }
const uint32_t Hacl_Impl_Chacha20_Vec_chacha20_constants[4U] = { 0x61707865U, 0x3320646eU, 0x79622d32U, 0x6b206574U };

#include "Hacl_Chacha20_Vec128.c"
#include "Hacl_Poly1305_128.c"
#include "Hacl_Chacha20Poly1305_128.c"

/* Where the caller writes and reads: `sealed` has the tag after the text. */
static struct {
    uint8_t key[32], nonce[16], text[65536], sealed[65536 + 16];
} at __attribute__((aligned(16)));

__attribute__((export_name("place"))) uint8_t *place(void) { return at.key; }

__attribute__((export_name("seal"))) void seal(uint32_t length) {
    Hacl_Chacha20Poly1305_128_aead_encrypt(at.key, at.nonce, 0, 0, length, at.text, at.sealed, at.sealed + length);
}

__attribute__((export_name("open"))) uint32_t open(uint32_t length) {
    return Hacl_Chacha20Poly1305_128_aead_decrypt(at.key, at.nonce, 0, 0, length, at.text, at.sealed, at.sealed + length);
}
