import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lima } from './virtual-clock.ts';
import { openWorld, type World } from './world.ts';

/** A specialist of the DGPP at Cusco, hired through the platform since 1 November 2026. */
async function hire(world: World, person: string): Promise<void> {
  const [ogauc, lead, director, rrhh] = [world.at('demo-ogauc'), world.at('demo-tecnico-dgpp'), world.at('demo-director-dgpp'), world.at('demo-rrhh')];
  const id = 'dgpp.cusco2';
  await ogauc.act(`tdrs/${id}/request`, { centre: 'CUS', post: 'Especialista en presupuesto público' });
  await lead.act(`tdrs/${id}/submit`, { profile: 'Economista con tres años de experiencia', text: 'Asiste a los gobiernos locales en la programación de su presupuesto anual.' });
  const { hash } = (await world.history(`tdr-${id}`)).at(-1)!.data as { hash: string };
  await director.act(`tdrs/${id}/endorse`, { hash });
  await ogauc.act(`tdrs/${id}/endorse-by-ogauc`, { hash });
  await ogauc.act(`tdrs/${id}/request-selection`);
  await rrhh.act(`selections/${id}/open`, { hash });
  await rrhh.act(`selections/${id}/constitute`, { ogauc: [{ person: 'demo-ogauc', dni: '40000001' }], organ: [{ person: 'demo-tecnico-dgpp', dni: '40000002' }] });
  await rrhh.act(`selections/${id}/register-candidate`, { candidate: 'c1', person, name: 'Ana Ficticia Quispe', dni: '25482422' });
  for (const member of [ogauc, lead]) await member.act(`selections/${id}/evaluate`, { candidate: 'c1', score: 80 });
  await rrhh.act(`selections/${id}/conclude`);
  await rrhh.act(`contracts/${person}/sign`, { selection: id, from: '2026-11-01', until: '2027-02-28', monthlyCents: 600_000 });
}

describe('A report of activities is drawn from the attentions that were recorded (DIR.5.2.e)', () => {
  const person = 'demo-especialista-CUS-dgpp';
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['staffing', 'services'] });
    await hire(world, person);
  });
  afterAll(() => world.end());

  const submit = (period: string) => world.at(person).send(`monthly-services/${person}/submit`, { period, text: 'Se priorizaron las municipalidades de Quispicanchi.' });
  const submitted = async () => (await world.history(`monthly-service-${person}`)).at(-1)?.data;

  it('not without any; then those of the month, without what was annulled, counted by kind and matter', async () => {
    const attention = { kind: 'consulta', matter: 'presupuesto', entity: 'Municipalidad Distrital de Urcos' };
    await world.moveTo(lima('2026-12-15 10:00'));
    expect(await submit('2026-11')).toMatchObject({ status: 409, body: { code: 'month-without-service', provision: 'DIR.5.2.e' } });
    for (const id of ['d001', 'd002', 'd003']) await world.at(person).act(`attentions/CUS-${id}/record`, attention);
    await world.at('demo-coordinador-CUS').act('attentions/CUS-d003/annul', { reason: 'Se registró dos veces' });
    await world.moveTo(lima('2027-01-04 09:00'));
    expect(await submit('2026-12')).toMatchObject({ status: 201 });
    expect(await submitted()).toMatchObject({ attentions: 2, activities: [{ kind: 'consulta', sistema: 'presupuesto', count: 2 }], role: 'specialist' });
  });
});
