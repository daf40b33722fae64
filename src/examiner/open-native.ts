import { createRequire } from 'node:module';
import type { Satteri } from './satteri.ts';

/**
 * Loads satteri as machine code. Node allows that under its permission model only with `--allow-addons`, since such code is
 * outside of it. Throws when there is none for this machine, or it may not be loaded.
 */
export function openNative(): Satteri {
  // Its platforms are packages that it depends on, of which npm installs the one that fits.
  const require = createRequire(import.meta.resolve('satteri'));
  const { platform, arch } = process;
  if (platform !== 'linux')
    return require(`@bruits/satteri-${platform}-${arch}${platform === 'win32' ? '-msvc' : ''}`);
  try {
    return require(`@bruits/satteri-linux-${arch}-gnu`);
  } catch {
    return require(`@bruits/satteri-linux-${arch}-musl`);
  }
}
