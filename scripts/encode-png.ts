import { constants, crc32, deflateSync } from 'node:zlib';

/**
 * A PNG of 8-bit RGBA pixels, without its transparency. Lines are stored as they are: for text on plain ground that is
 * a quarter smaller than the filtered lines that browsers write.
 */
export function encodePng(rgba: Uint8Array, width: number, height: number): Buffer {
  const lines = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, to = 0; y < height; y += 1) {
    lines[to++] = 0;
    for (let from = y * width * 4, end = from + width * 4; from < end; from += 4) {
      lines.set(rgba.subarray(from, from + 3), to);
      to += 3;
    }
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(4 + content.length + 4);
  whole.writeUInt32BE(data.length, 0);
  content.copy(whole, 4);
  whole.writeUInt32BE(crc32(content), 4 + content.length);
  return whole;
}
