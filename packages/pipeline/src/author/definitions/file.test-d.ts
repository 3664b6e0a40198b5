import { test } from 'vitest';
import { component, file, inputFile, secret } from '../../index.ts';

const any = component.container('any', { image: 'a', inputs: { f: inputFile() } });
const csv = component.container('csv', { image: 'a', inputs: { f: inputFile<'csv'>() } });

test('files from elsewhere', () => {
  any({ f: file.http('https://example.org') });
  csv({ f: file.http<'csv'>('https://example.org') });
  any({ f: file.of({ hdfs: { path: '/a', addresses: ['a'] } }) });
  // @ts-expect-error a file of another kind
  csv({ f: file.text<'json'>('') });
  // @ts-expect-error a number is not a URL
  file.http(5);
  // @ts-expect-error there is no such option
  file.s3({ key: 'a', buckets: 'b' });
  // @ts-expect-error the key is missing
  file.gcs({ bucket: 'b' });
  // @ts-expect-error a path is not the key of a Secret
  file.git({ repo: 'r', sshKey: '/root/.ssh/id' });
  // @ts-expect-error a Secret has several keys
  file.git({ repo: 'r', sshKey: secret('git', ['key']) });
  // @ts-expect-error there is no such location
  file.of({ ftp: { url: 'a' } });
  // @ts-expect-error a depth is a number
  file.git({ repo: 'r', depth: '1' });
});
