import { describe, expect, it } from '@jest/globals';
import { KeyStoreUnusable } from '../key-store.ts';
import { placeOf, unavailable } from './place.ts';

const place = { hosts: 'mongo-1:27017,mongo-2', database: 'claves' };
const failure = (name: string, more: object = {}): Error => Object.assign(new Error('E11000 dup key: { mac: "abc" }'), { name, ...more });

describe('the place of a key store', () => {
  it.each([
    ['mongodb://mongo-1:27017,mongo-2/claves?replicaSet=rs', place],
    ['mongodb://usuario:p@s/s@mongo-1:27017,mongo-2/claves', place],
    ['mongodb+srv://usuario:clave@grupo.ejemplo.pe/?tls=true', { hosts: 'grupo.ejemplo.pe', database: 'conectamef-keys' }],
    ['mongodb://localhost', { hosts: 'localhost', database: 'conectamef-keys' }],
  ])('of %s is told without its password', (url, expected) => {
    expect(placeOf(url)).toEqual(expected);
  });

  it('has the database that it is told to have, whatever the URL says', () => {
    expect(placeOf('mongodb://localhost/conectamef', 'claves').database).toBe('claves');
  });

  it.each(['', 'localhost:27017', 'postgres://usuario:clave@localhost/x'])('of %p is none', (url) => {
    expect(() => placeOf(url)).toThrow(expect.objectContaining({ problem: 'unavailable', message: expect.not.stringContaining('usuario:clave@localhost') }));
  });
});

describe('what a driver throws', () => {
  it.each([
    [failure('MongoServerError', { code: 18 }), 'rechazó el usuario o la clave'],
    [failure('MongooseError', { cause: failure('MongoServerError', { code: 13 }) }), 'no permite la operación'],
    [failure('MongoServerError', { code: 64, codeName: 'WriteConcernTimeout' }), 'código 64, WriteConcernTimeout'],
    [failure('MongoNetworkError'), 'no hay conexión'],
    [failure('Error', { code: 'EPIPE' }), 'no hay conexión'],
  ])('is a sentence that says where, and repeats nothing of the server: %p', (error, words) => {
    const { message } = unavailable(error, place) as KeyStoreUnusable;
    expect(message).toContain(words);
    expect(message).toContain('(mongo-1:27017,mongo-2, base «claves»)');
    expect(message).not.toContain('abc');
  });

  it.each([new KeyStoreUnusable('damaged', 'x'), new TypeError('a bug'), 'no error'])('is left as it is where it is none of its own: %p', (error) => {
    expect(unavailable(error, place)).toBe(error);
  });
});
