import { describe, expect, it } from '@jest/globals';
import { readConnectionString } from './connection-string.ts';
import { EventStoreDbError } from './errors.ts';

describe('A connection string of EventStoreDB', () => {
  it('names nodes, credentials and TLS', () => {
    expect(readConnectionString('esdb://ana:cl%40ve@uno:2114,dos?tlsCAFile=/ca.pem&defaultDeadline=5000')).toEqual({
      hosts: [{ address: 'uno', port: 2114 }, { address: 'dos', port: 2113 }],
      discover: false,
      tls: true,
      tlsCaFile: '/ca.pem',
      credentials: { username: 'ana', password: 'cl@ve' },
      defaultDeadline: 5_000,
      where: 'uno:2114, dos:2113',
    });
    expect(readConnectionString('esdb+discover://motor/?TLS=false')).toMatchObject({ discover: true, tls: false, credentials: undefined, hosts: [{ address: 'motor', port: 2113 }] });
  });

  it.each([
    ['', 'se esperaba algo como esdb://'],
    ['http://motor:2113', 'se esperaba algo como esdb://'],
    ['esdb://motor', 'con TLS hacen falta usuario y clave'],
    ['esdb://ana:clave-secreta@motor:puerto', '«motor:puerto» no es un equipo con su puerto'],
    ['esdb://ana:clave-secreta@motor:70000', 'no es un equipo con su puerto'],
    ['esdb://ana:clave-secreta@motor?tls=si', 'tls es true o false'],
    ['esdb://ana:clave-secreta@motor?tlsVerifyCert=false', 'no se conoce la opción tlsverifycert'],
    ['esdb://ana:clave-secreta@motor?defaultDeadline=1s', 'defaultDeadline es un número de milisegundos'],
    ['esdb://ana:clave-secreta%@motor', 'no están bien codificados'],
    ['esdb://ana:clave-secreta@con@arroba', 'se esperaba algo como esdb://'],
  ])('like «%s» is refused, and the password is not told', (text, why) => {
    const reading = () => readConnectionString(text);
    expect(reading).toThrow(EventStoreDbError);
    expect(reading).toThrow(why);
    expect(reading).not.toThrow('clave-secreta');
  });
});
