import { describe, it } from '@jest/globals';
import { given } from '#testing';
import { department } from '../department/index.ts';
import { centre } from './index.ts';

const row = { code: 'TES', name: 'CONECTAMEF de ejemplo', department: '08', foreign: false, source: 'Una fuente', verified: false };
const foreign = { code: 'EXT', name: 'Mesa de otro sistema', foreign: true, source: 'Una fuente', verified: false };
const known = { departmentKnown: true };
const registered = { type: 'CentreRegistered', data: row } as const;

describe('A centre', () => {
  it('is registered once, in a department that exists', () => {
    given(centre).when({ type: 'RegisterCentre', data: { ...row, ...known } }).then(registered);
    given(centre, registered).when({ type: 'RegisterCentre', data: { ...row, ...known } }).thenNothing();
    given(centre, registered).when({ type: 'RegisterCentre', data: { ...row, name: 'Otro', ...known } }).thenRefused('centre-already-registered');
    given(centre).when({ type: 'RegisterCentre', data: { ...row, departmentKnown: false } }).thenRefused('department-unknown');
    given(centre).when({ type: 'RegisterCentre', data: { code: 'TES', name: 'Sin departamento', foreign: false, source: 'x', verified: false, departmentKnown: false } }).thenRefused('department-unknown');
  });
  it('of another system is in no department of Peru', () => {
    given(centre).when({ type: 'RegisterCentre', data: { ...foreign, departmentKnown: false } }).then({ type: 'CentreRegistered', data: foreign });
    given(centre).when({ type: 'RegisterCentre', data: { ...foreign, department: '08', ...known } }).thenRefused('centre-foreign-department');
  });
  it('is amended, but stays ours or the other system’s', () => {
    given(centre, registered).when({ type: 'AmendCentre', data: { ...row, city: 'Cusco', ...known } }).then({ type: 'CentreAmended', data: { ...row, city: 'Cusco' } });
    given(centre, registered).when({ type: 'AmendCentre', data: { ...row, ...known } }).thenNothing();
    given(centre, registered).when({ type: 'AmendCentre', data: { ...foreign, code: 'TES', departmentKnown: false } }).thenRefused('centre-foreign-fixed');
    given(centre).when({ type: 'AmendCentre', data: { ...row, ...known } }).thenRefused('centre-unknown');
  });
});

describe('A department', () => {
  const cusco = { code: '08', name: 'Cusco', source: 'INEI', verified: false };
  it('is registered once', () => {
    given(department).when({ type: 'RegisterDepartment', data: cusco }).then({ type: 'DepartmentRegistered', data: cusco });
    given(department, { type: 'DepartmentRegistered', data: cusco }).when({ type: 'RegisterDepartment', data: cusco }).thenNothing();
    given(department, { type: 'DepartmentRegistered', data: cusco }).when({ type: 'RegisterDepartment', data: { ...cusco, name: 'Cuzco' } }).thenRefused('department-already-registered');
  });
});
