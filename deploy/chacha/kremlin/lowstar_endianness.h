typedef uint32_t __attribute__((aligned(1))) any32;
typedef uint64_t __attribute__((aligned(1))) any64;
#define load32_le(from) (*(const any32 *)(from))
#define load64_le(from) (*(const any64 *)(from))
#define store64_le(to, x) (*(any64 *)(to) = (x))
