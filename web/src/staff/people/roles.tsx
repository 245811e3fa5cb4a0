import type { StaffRole } from '../../../../engine/model/permission.ts';
import { Check } from '../../shared/check.tsx';
import { roles, roleWords } from './member.ts';

export function Roles({ value, onValue }: { value: readonly StaffRole[]; onValue(value: StaffRole[]): void }) {
  return (
    <fieldset>
      <legend>Roles</legend>
      {roles.map((role) => (
        <Check
          key={role}
          checked={value.includes(role)}
          onChange={(checked) => onValue(roles.filter((one) => (one === role ? checked : value.includes(one))))}
        >
          {roleWords[role]}
        </Check>
      ))}
    </fieldset>
  );
}
