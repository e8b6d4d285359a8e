import { describe, expect, it } from '@jest/globals';
import { placeOf, unavailable } from './unavailable.ts';

const place = { hosts: 'mongo:27017', database: 'views' };
const named = (name: string, more: object = {}) => Object.assign(new Error('personal: 12345678'), { name, ...more });

describe('where a MongoDB is', () => {
  it.each([
    ['mongodb://localhost:27017/views', 'localhost:27017', 'views'],
    ['mongodb://ana:secreto@a:1,b:2/views?replicaSet=x', 'a:1,b:2', 'views'],
    ['mongodb://ana:sec/re@to@a/b', 'a', 'b'],
    ['mongodb+srv://ana:se%40creto@cluster.example', 'cluster.example', 'conectamef'],
  ])('is read from %s without user and password', (url, hosts, database) => {
    expect(placeOf(url)).toEqual({ hosts, database });
  });

  it.each(['', 'http://ana:secreto@a', 'mongodb://', 'mongodb://ana:secreto@'])('is refused, not repeated, in "%s"', (url) => {
    const reading = () => placeOf(url);
    expect(reading).toThrow('La dirección de MongoDB no es válida');
    expect(reading).not.toThrow('creto');
  });
});

describe('what goes wrong with MongoDB', () => {
  it.each<[object, string]>([
    [named('MongoServerSelectionError'), 'No hay conexión con MongoDB en mongo:27017 (base «views»)'],
    [named('MongoParseError'), 'La dirección de MongoDB no es válida'],
    [named('Error', { code: 'EPIPE' }), 'No hay conexión'],
    [named('MongooseServerSelectionError', { cause: named('MongoServerError', { code: 18 }) }), 'rechazó el usuario o la clave'],
    [named('MongoServerError', { code: 13 }), 'no permite la operación'],
    [named('MongoBulkWriteError', { code: 11_000, codeName: 'DuplicateKey' }), 'no pudo completar la operación (código 11000, DuplicateKey)'],
  ])('is told in a sentence', (error, sentence) => {
    const told = unavailable(error, place) as Error;
    expect(told).toMatchObject({ name: 'ViewStoreUnavailable', message: expect.stringContaining(sentence) });
    expect(told.message).not.toContain('12345678');
  });

  it('leaves other errors as they are', () => {
    const error = new TypeError('a mistake of ours');
    expect(unavailable(error, place)).toBe(error);
  });
});
