import { describe, expect, it } from '@jest/globals';
import { placeOf } from './place.ts';

describe('where a bucket is', () => {
  it('is read from one URL, or from a URL and a name', () => {
    const place = { endpoint: 'http://minio:9000', bucket: 'files', region: 'us-east-1', credentials: { accessKeyId: 'ana', secretAccessKey: 'a/b' } };
    expect(placeOf('http://ana:a%2Fb@minio:9000/files')).toEqual(place);
    expect(placeOf('http://ana:a%2Fb@minio:9000', 'files')).toEqual(place);
    expect(placeOf('https://s3.example/files?region=sa-east-1')).toEqual({ endpoint: 'https://s3.example', bucket: 'files', region: 'sa-east-1' });
  });

  it.each([
    ['', 'no es válida'],
    ['a:secreto', 'no es válida'],
    ['mongodb://a:secreto@b/files', 'no es válida'],
    ['http://a:secreto@b', 'falta o no es válido'],
    ['http://a:secreto@b/A B', 'falta o no es válido'],
  ])('is refused in "%s", and the secret not repeated', (url, sentence) => {
    expect(() => placeOf(url)).toThrow(sentence);
    expect(() => placeOf(url)).not.toThrow('secreto');
  });
});
