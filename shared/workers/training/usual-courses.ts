/**
 * Courses that workshops of the programme hold, with the skill they teach as routings call it. Stored by one name, shown in
 * the reader's language; a workshop adds its own.
 */
export const usualCourses = [
  { code: 'sewing', name: '缝纫技能培训', skill: '平车' },
  { code: 'ironing', name: '整烫技能培训', skill: '整烫' },
  { code: 'commerce', name: '电商运营培训', skill: '' },
  { code: 'safety', name: '安全生产培训', skill: '' },
] as const
