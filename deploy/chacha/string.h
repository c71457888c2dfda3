/* memcpy is in kremlin/internal/types.h */
