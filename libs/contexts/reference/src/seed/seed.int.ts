import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICIES } from '#calendar';
import { CentreInput, OrganInput, ProcedureInput, RegisterDepartmentInput, centre, department, organ, policy, procedure } from '../domain/index.ts';
import { play } from '#testing';
import { readSeed } from './index.ts';

const { departments, centres, organs, procedures, policies } = readSeed();
const ids = (rows: readonly { readonly id?: string; readonly code?: string }[]) => rows.map(({ id, code }) => id ?? code);

describe('The rows that a platform starts with', () => {
  it('are the 25 departments of the INEI, and a centre supposed in each', () => {
    expect(departments.map(({ code }) => Number(code))).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect(centres.map((row) => row.department)).toEqual(departments.map(({ code }) => code));
    expect(centres.every(({ verified, foreign }) => !verified && !foreign)).toBe(true);
  });

  it.each([['departments', ids(departments)], ['centres', ids(centres)], ['organs', ids(organs)], ['procedures', ids(procedures)], ['policies', policies.map(({ name, from }) => `${name} ${from}`)]])('have one row a code: %s', (_table, codes) => {
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('could have been typed in', () => {
    departments.forEach((row) => expect(RegisterDepartmentInput.parse(row)).toEqual(row));
    centres.forEach((row) => expect(CentreInput.parse(row)).toEqual(row));
    organs.forEach((row) => expect(OrganInput.parse(row)).toEqual(row));
    procedures.forEach((row) => expect(ProcedureInput.parse(row)).toEqual(row));
  });

  it('are accepted by their aggregates', () => {
    departments.forEach((data) => expect(department.decide({ type: 'RegisterDepartment', data }, department.initialState)).toHaveLength(1));
    centres.forEach((row) => expect(centre.decide({ type: 'RegisterCentre', data: { ...row, departmentKnown: true } }, centre.initialState)).toHaveLength(1));
    organs.forEach((data) => expect(organ.decide({ type: 'RegisterOrgan', data }, organ.initialState)).toHaveLength(1));
    procedures.forEach((data) => expect(procedure.decide({ type: 'DefineProcedure', data }, procedure.initialState)).toHaveLength(1));
    for (const rows of Map.groupBy(policies, ({ name }) => name).values()) expect(play(policy, rows.map((data) => ({ type: 'SetPolicy', data }) as const)).events).toHaveLength(rows.length);
  });

  it('claim to be read in their source only where they say in which', () => {
    for (const row of [...procedures, ...policies].filter(({ verified }) => verified)) expect(row.norm).toMatch(/art\. |D\.S\. /);
  });

  it('name a rule that the calendar knows', () => {
    expect(DEFAULT_POLICIES.map((rule): unknown => rule.id)).toContain(policies.find(({ name }) => name === 'digital-legal-date')?.value);
  });
});
