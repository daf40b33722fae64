import { type Instruction, readDockerfile } from './dockerfile.ts';

export type ImageScript = {
  /** Where the Dockerfile stands, and the files that `COPY` takes. */
  dockerfile: string;
  context: string;
  /** What the base image would bring. */
  node: string;
  /** A Debian whose /usr, /etc and /var are those of the base image, such as one made by debootstrap; `/` is this machine. */
  base: string;
  /** An empty folder, which may lie anywhere. */
  scratch: string;
  /** What `docker run --env` would give, and the folder that `--volume …:/data` would. */
  env: Record<string, string>;
  data: string;
};

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Returns a shell script that does what a Dockerfile says and then runs the image, for machines without a builder of images. Each
 * stage is a root of its own over the /usr, /etc and /var of a Debian, in which nothing else of this machine is seen; what is written
 * stays in memory. At the end the tree cannot be written, but for /data. It needs root, and a mount namespace:
 * `unshare --mount --pid --fork`.
 *
 * What it cannot tell: whether the base image lacks something that this Debian has.
 */
export function imageScript(options: ImageScript): string {
  const { dockerfile, context, node, base, scratch, env, data } = options;
  const lines = [
    'set -eu',
    `S=${quoted(scratch)}; CONTEXT=${quoted(context)}; NODE=${quoted(node)}; BASE=${quoted(base.replace(/\/$/, ''))}`,
    'mount --make-rprivate /',
    'mount -t tmpfs -o mode=755 tmpfs "$S"',
    begin,
  ];
  const stage = {
    directory: '/',
    user: '0:0',
    env: new Map<string, string>(),
    run: ['', ''] as [string, string],
  };
  for (const instruction of readDockerfile(dockerfile)) lines.push(lineFor(instruction, stage));
  const given = { ...Object.fromEntries(stage.env), ...env };
  const command = stage.run.flatMap(json => JSON.parse(json) as string[]);
  return [
    ...lines,
    `mkdir -p "$R/data" && mount --bind ${quoted(data)} "$R/data" && chown 1000:1000 "$R/data"`,
    'for d in usr etc var; do mount -o remount,ro "$R/$d"; done; mount -o remount,bind,ro "$R"',
    `exec chroot --userspec=${stage.user} "$R" /usr/bin/env -i -C ${stage.directory} PATH=${path} ${[
      ...Object.entries(given).map(([name, value]) => `${name}=${value}`),
      ...command,
    ]
      .map(quoted)
      .join(' ')}`,
  ].join('\n');
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin';

const begin = `begin() {
  R="$S/$1/root"; mkdir -p "$R" "$S/$1/upper" && mount --bind "$R" "$R"
  mkdir "$R/dev" "$R/proc" "$R/root" "$R/home" && mkdir -m 1777 "$R/tmp"
  for d in usr etc var; do
    mkdir "$R/$d" "$S/$1/upper/$d" "$S/$1/upper/work-$d"
    mount -t overlay overlay -o "lowerdir=$BASE/$d,upperdir=$S/$1/upper/$d,workdir=$S/$1/upper/work-$d" "$R/$d"
  done
  for d in bin sbin lib lib64; do ln -s usr/$d "$R/$d"; done
  mount --bind /dev "$R/dev"; mount -t proc proc "$R/proc"
  cat /etc/resolv.conf > "$R/etc/resolv.conf"; cat /etc/hosts > "$R/etc/hosts"
  install "$NODE" "$R/usr/local/bin/node"
  grep -q ':1000:' "$R/etc/passwd" || echo 'node:x:1000:1000::/home/node:/bin/sh' >> "$R/etc/passwd"
}
in_stage() { chroot "$R" /usr/bin/env -C "$1" /bin/sh -c "$2"; }`;

type Stage = { directory: string; user: string; env: Map<string, string>; run: [string, string] };

function lineFor({ word, rest }: Instruction, stage: Stage): string {
  const words = rest.split(/\s+/);
  switch (word) {
    case 'FROM':
      Object.assign(stage, { directory: '/', user: '0:0', env: new Map(), run: ['[]', '[]'] });
      return `begin ${/ AS (\w+)$/.exec(rest)?.[1] ?? 'final'}`;
    case 'WORKDIR':
      stage.directory = rest;
      return `mkdir -p "$R${rest}"`;
    case 'COPY': {
      const from = /^--from=(\w+)$/.exec(words[0] as string)?.[1];
      const sources = words
        .slice(from ? 1 : 0, -1)
        .map(it => (from ? `"$S/${from}/root${it}"` : `"$CONTEXT"/${it}`));
      const to = words.at(-1)?.startsWith('/') ? words.at(-1) : `${stage.directory}/`;
      // A folder is copied as what it holds.
      return `for it in ${sources.join(' ')}; do if [ -d "$it" ]; then mkdir -p "$R${to}"; cp -a "$it/." "$R${to}"; else cp -a "$it" "$R${to}"; fi; done`;
    }
    case 'RUN':
      return `in_stage ${stage.directory} ${quoted(rest)} >&2`;
    case 'ENV':
      for (const pair of words)
        stage.env.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      return '';
    case 'USER':
      stage.user = rest;
      return '';
    case 'ENTRYPOINT':
      stage.run[0] = rest;
      return '';
    case 'CMD':
      stage.run[1] = rest;
      return '';
    case 'EXPOSE':
    case 'HEALTHCHECK':
      return '';
    default:
      throw new Error(`There is no way to do ${word} here`);
  }
}
