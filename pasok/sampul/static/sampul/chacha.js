// ChaCha20-Poly1305 (RFC 8439) as WebAssembly, 128 bits at a time: the proved C of HACL*, made as docs/vendored.md says.
// Where a browser or a content policy refuses it, the same by JavaScript, from age.js.

import { chacha20poly1305 } from "./age.js";
import { unbase64 } from "./format.js";

const [NONCE, TEXT, SEALED, END, TAG] = [32, 48, 65584, 131136, 16]; // bytes: where chacha.c has what, after the key

// For at most 64 KiB. The room is always the same: what is answered lasts until the next question.
function quick({ memory, place, seal, open }) {
  const room = new Uint8Array(memory.buffer, place(), END);
  const run = (program, length) => {
    const wrong = program(length);
    room.fill(0, 0, TEXT);
    if (wrong) throw new Error("invalid tag");
  };
  return (key, nonce) => ({
    encrypt(text) {
      room.set(key);
      room.set(nonce, NONCE);
      room.set(text, TEXT);
      run(seal, text.length);
      return room.subarray(SEALED, SEALED + text.length + TAG);
    },
    decrypt(sealed) {
      room.set(key);
      room.set(nonce, NONCE);
      room.set(sealed, SEALED);
      room.fill(0, TEXT, SEALED); // what was sealed lies there still: the test would read it instead
      run(open, sealed.length - TAG);
      return room.subarray(TEXT, TEXT + sealed.length - TAG);
    },
  });
}

const words = (bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

// For whole fours of bytes.
export function same(a, b) {
  const [one, other] = [words(a), words(b)];
  let differ = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) differ |= one[at] ^ other[at];
  return !differ;
}

async function program() {
  const packed = new Blob([unbase64(PACKED)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// The quick one where it is to be had and, on this device, makes of a chunk what age.js makes of it.
async function chosen() {
  try {
    const found = quick((await WebAssembly.instantiate(await program())).instance.exports);
    const [key, nonce, chunk] = [32, 12, 65536].map((length) => crypto.getRandomValues(new Uint8Array(length)));
    const [one, other] = [found, chacha20poly1305].map((make) => make(key, nonce).encrypt(chunk));
    return same(one, other) ? found : chacha20poly1305;
  } catch {
    return chacha20poly1305;
  }
}

let known = null;
export const cipher = () => (known ??= chosen());

const PACKED = "H4sIAAAAAAACA+1azY8cRxWvqv6Y/pqZ3tlPO7FT03Awh4gVRMmR6ZUcbiuHO9KaxJdxPtZJFBE5yk7I2iwgof0TfEMCBe0FcZ0bB0S0HAhwifZPyBllWN5HVc3MTvXsWviCiK3Z7q569d6rqvd+79XrFnffe0sKIeQg3YsP6J/YC/kS0F8JP4U3ycGBJXC38mBPwE/CTVB2hVRBGIYqEipuBUkYyX0pZRRIEcYJ0NSnR0Xe0mH81r233nn3QyWi/Tfvvn5PFOF79+6+KdrhO/v33had7JMfd//QU8HB1sNvjeCfqEfx/Sr+Nt+LfksN1CCAn27VI/XDttBxPQqHOtChjspPkEqLOvmgnwBxpGU/0Kof0oBIJ0gv6nP5oApvtyNkh8PVUIfDGiQpHd7/OhemTQHp6OMHVQTdX2cCNM1xxEXhQMkqROXPSHys44kIx0GV0s1pUGWTdpJm+da1688V7U73+Rs3X6hy6jwLqoJuvgqqtoeqw234jO3YNsmB2AgZBVWXbo6DqvQMX6HOJ0HVo5uToFr1UK15hZxZIWNVrfNMVLXhGb7JM1HVFs9EVdc8VNe9Qk7dTFT1HM9EVc97ht/gmajqJs9EVS94qLRXyBiF5BrWkow0ilvlSm91bX1jEzpPsHNFr3k7n2Dnpr7u7TzGzhtaeztH2JnqjDuxAwmwE8yi0G1Pe+bfawWMurr0DMh1T6962gv/fiKjdb3hGdDWW/qap91vfafI6Dn9vGdAV9/UL3jaS/++qNk1urgvijat8O8LdrYbdvR4bsUu7ota8OEAfRhwIqQrwEgth/0IvB1ApTU0Lt4agtUJABm8EWLy2iQXAliUw36rEHk+JSvEhX8gdZYyN3BxBVJEOlLz1baEOV1hBHoTcU/mwUhaMJLLwEhaMJJPA0bSurC0YCSXgZG0YCSfBoyskIHBojtLoGjPINH+0wCRFSAMDpVLYEgbFNp+GhCSy0BILgMhuQyE5DIQks8IhPafEQbtPSMIuvOMEGiwBIC2l+CPXgI/5RL0EQvgI3VkIYaTDDWFkipgp0fgCfAvok54EXXiISdH+ZGSwQEICE3iNBb3K8hx4Ao5DQkN6xJlRjg+RkrTqqlVBy+rbeh8adiX2GnyrLAuoBsbtOjLABvG4tV2gKpD3jRJFYOQRK4SekMAUVIOHjCLCoe3hHhZidkuSMMIlhjQMAlV8AsQ0H4vyVu6iGUwXnrHo2QE7COY6PCWutD9J6nkQ3mgUamRwmV1ArWq1fuTlSqwcrQoP+Ws8dlcYaEUrZsyO+wkBzNTE1oNqxAmp0xcoe2lfujClVQ4kX+nsnw45SAIAPmK1JWavAZGEkzaKhAyboVRlidpp1u0sZXIRhLpYLOAUtbF5HcS1mRt8pmc3AFGyjIJQYM28FDAIwYeGfDoVKFZIeJ0ynLvVBFdSxwaw9CWbnnkQyuRHZP8lo6AMmL5kZUfAYgaJolOPPITBmaWf8by9wC68KpxaAZDc5175EMrkT0h+blOgTJl+amVj55vmBTo6AvyC448gnCA2AiKjnTZh0F43caeNvDoICAsKAKtRHZCinSAEUhjRQqrCEKxYdLVXY8iXVjNZHYhW7yQ1+xCuo2khVxQgsaWDZtgxqLlCZ1o5KLg76IWiqO90OV0zBN8VsRZsVbKaEUwLWD2XaK1NsxbsTiDeVPwzyBdbkaIvTgD5ILBfHEGsTXodDrmBJ9j37pSwBJ4tGQfMl6gaA8vzBYmSMYUIhtgtjiDiATy8vIMlJ2BYgkhRRZE4nCpS56yxm7MCJ9Dw/niHuxP3aetLQ60GAeM6vIyKGkRdv03KEJepCiqugVVnL6g+Xi0wuic/1rJEPFPYs5dKbqWgN0LsRWEFOfn5xhAhL3Ciu8yVO6IyU05+VwaGycYpTYQHSwmBrCKtyZ/oQGFiU42SgnmMjBctg2XugP0sOu73I2TDOvrpo3hckYHtFI0gT8j/69YWXsF8rB+CaXfYZibGafzv6eyZ9YD7VYSDi8uBrkvtuLM7NUY8HZDbzj5khk+4Yu4Mt/IxCV/bwx8QX3iOeaLvjJrjiG6oTeZYX3Kl+0rs2ZAKgFTUk9vOsP6jC8DD+vM5o5zgzlMiIbezLAONOpPzs4NLW2lIpbwXT4pImN+9sqxaoFtASM4Fi50tbXZhKpDRol3Xb5b4D75G2rWzIxYgdKZU3qJ4NLNTTGZfytWtN3Jtl0CAIdFf87Jv6oee1ZAOoAqdtVKO004SYWOoWWt3NRXtWEE2qA+C+cCoO55xKvJLszIc5CANuBWOgE94Lpr/Dwg9bD26BYsc1rGTkur76pjgni+y4i8IC8gFR1pZOTpKex07BwvZRMtsJlBr65lg+lk4F+qKYPAMEB0DKjVv+FkC7BducVLkf8jCSBj/7gAcFuscVCkGMwEEGUmqyyY8gHkO0L0A003yc7XsG9j+HU/nfSqkAB9GnGCnfPZ7siz2zEsW8vkMCHjOzYlNt7ytKktNYmC37ozjws3QBJ5ko2WlFd7EBGpbOIV2igyNlFk7KJIZKIITI6TAMqrFjGU+FGme8qJkQ8OQ6Zq23SJMhxPICCqjk2yIpjBl7KWoKIOnYn7oSJ1DuKHt9y5DSaBXyJDx5y52vEdey6fh8eZ8RTqWjSeva/tsVGHwCSOFTMiqrYz+RlAJVMouP4ogKUXv6ja4FAf9sQoYecBZxROG5zUxKqbXaDMmhGcvdlaMKXs3lW1tnSGGnNEAAWNyyfEIORqq7N3BywRFVOb7NRyHiNFwkMzO7TF5V1BRtE49CvVZGiW4vRS8aMg/2Oo0ofRx+ScGJQZmOiBYDucPmua1/R5G5/j6fOAlGdg83qTx9P9XkcxIfCYSMIrxHsL62Oec2sV5tkoHdtno3TLPmNusQu/RSiNLTL7140Uyyyb1qT4l9HMXif/RJNEbwPcg+3bpQw3APovJDRlkx9Bev5XhrEBHgxJE2qKCL0Vz4qbEgJyBUZHjwHhuaJlRPw+t1eYKXAGjT/nEw9h/Fa/QCif3BA71x+DKjfEIXC+Iar2zkuPD+GoDTRl1f2oKl+hAhCcsneKI9AXBnQeH4I1ws2tx4cfQSjqPsKD6qNDXT7a+cHRR6+IJH9dyoOZSlrCVTbQHs6KVFmSJbcktsYGfxFlqVPYTjxi0KBW+QtDPha2ZPebRKmD0r7pPA7m3nSaOuFxQC8atSgfYw+0ydvUAEZZ/pLYwAPI4AdTxi61/AwiW+LwqSHPNQXzhkQWrYGK4mhLC8aaWaDwB5bYFEl8cN426EbVdB2gqp3GExEKaUh6zbsAqpos9HZnhGzrDgVxAm1vhOjYdyClLd7OJ6kzzAbec2HDwNK+eOlBVrnY3XNhqcsRIXfhZsVFtN5Miktvc1Zt0X2O16rjtcK8uo5Xz/FaneN10qCXiXTTfHTN3a17TKFnEtBYp/Zd0Iat88+puMGKmddEm3qzSTS9n7A6507nrptimzltOPLckXcduVlCE1bJWpccfFZ1Zq2NJ4TetG7joulLTR++Hyi4b830meq/ieHJtHVAkBGXP2cPBZ82CEBV7iu81/vtlooPVixQlPerwMCRrPcfYKkebvYeVNFt+sDhVAz7MSak5SERqVoDHwjhe8M6+qCfELIkVJuOy0dIgq8dQB6VWVKSO2EPXyyO5M2VC++rlKqYrWc0Hbgzrlarhm7abD5V+wm4yHrcNN5aBJcT/DSlqe42dK/MsNhuoOnxLIKG7tUZFoMGmjXWQl1SmMjYxTvOSUrn2D13ImZeZ/j9xrqH17rjtcq8Vhyv1PFan+N12qCXcbN152Yb7m7TAxepdQxNcRkeNRvAE/yKZMuj6xZrKPjbj2v2XaEHN6YY0XOLs+amljHMdvSWI2878hVHbtbSJtnTTN+LG+uaJ1SV2s0MnSvncyNOb9PmwIYym1LiiZaLB3rDtFpgSaewInRmM3BDk19epWyx4yf1wbCf8Du5uvugL+mtHEAE5GfYH+rofh0CMNAHB8nttn3nUgIkZLBfprbRtJFNlS7zwsYfb6cure2yNUZmft+yAhvkT1KosFInQ1J2rRmgyrnS6rKYza+6/BLnkECvuU3m2k+vERfOLovbhAvAcNm+AkCsNcLGqVxSHbwUNoo5Vx/LS9IqD2wUjld3jtdJg17Gy7rT3GIKIB5rK1yZy4SLhgwCMMehBWQZXkRxOudL0SJnTpvPEC26U7QoTJYh9MYCPhSuGGfAYX0pHBh/Ly/4e6Dlu3A+geMAfdmIXxRIfCFujxHWz+n7AovsGL7t9X/C94NJFiTfOP43jv9/6vjg5+D5pqjwhZTKVi5OZyoXifeUMahFP71qDYNqF1zHqM9lXwUHgCMpfVVUy35KX72cS6xXQEqBNYtpmQTF5MDg1BY/dAqHH4VvvYYvClMW4fv3atj3YZ188KCvgLsc9lPEskTUx/i9T/5dc1Of0F/4D2eeMd2Pjw5H/ATXYXk0ejr6XxF9vilFPUry8t5P9+++/Yb+/vde/MmH79/T9/8De5+VCTEvAAA=";
