/** The same registrations for both stores: 25 registers, the payload of a reception. */
export function registrationEvent(i) {
  const desk = `D${String(i % 25).padStart(2, '0')}`;
  const number = Math.floor(i / 25) + 1;
  const data = {
    document: `${desk}-2026-${String(number).padStart(6, '0')}`,
    desk,
    year: 2026,
    number,
    receivedAt: '2026-11-24T13:00:00.000Z',
    legalDate: '2026-11-24',
    legalPolicy: 'desk-within-hours',
    channel: 'desk',
    kind: 'oficio',
    procedure: 'oficio',
    organ: 'dgpp',
    folios: 3,
    annexes: [{ folios: 2 }],
    files: [],
    sender: { subject: 's_0123456789', sealed: 'A'.repeat(380) },
    code: 'ABCDE-FGHJK',
  };
  return { stream: `register-${desk}-2026`, event: { type: 'DocumentReceived', data } };
}
