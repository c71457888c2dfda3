#!/bin/sh
# chacha.wasm from HACL*'s C: make.sh <lib/freebl/verified of NSS 3.87.1>. See docs/vendored.md.
set -e
here=$(dirname "$0")
clang-14 --target=wasm32 -Oz -msimd128 -mbulk-memory -ffreestanding -nostdlib -Werror=implicit-function-declaration \
    -I "$here" -I "$1" -Wl,--no-entry,--strip-all,-z,stack-size=65536 -o chacha.wasm "$here/chacha.c"
sha256sum chacha.wasm
