import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Header, type HeaderData, Pax } from 'tar';

/** An entry of a tarball, with its content. */
export type TarEntry = HeaderData & { readonly content?: string };

/** Writes a gzipped tarball of any entries to a file, without checks. */
export function writeTarball(file: string, entries: readonly TarEntry[]): void {
  const blocks = entries.flatMap(({ content = '', ...data }) => {
    const header = Buffer.alloc(512);
    const long = new Header({ mode: 0o644, size: content.length, ...data }).encode(header, 0);
    return [
      ...(long ? [new Pax(paxOf(data)).encode()] : []),
      header,
      Buffer.from(content),
      Buffer.alloc((512 - (content.length % 512)) % 512),
    ];
  });
  writeFileSync(file, gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));
}

function paxOf({ path: name, linkpath }: HeaderData): HeaderData {
  return { ...(name !== undefined && { path: name }), ...(linkpath !== undefined && { linkpath }) };
}
