# Prints what a program can see of its box. Two runs in clean boxes print the same: what must differ is left out.
for process in /proc/[0-9]*; do
  [ "$process" = "/proc/$$" ] || echo "$process"
done
find /box /dev /run /tmp /var/tmp ! -name 'attack.*' -printf '%M %U:%G %p %l\n' | sort
for list in shm sem msg; do tail -n +2 "/proc/sysvipc/$list"; done
for list in tcp tcp6 udp udp6 raw raw6 unix; do tail -n +2 "/proc/net/$list" | sed "s/^/$list /"; done
tail -n +3 /proc/net/dev | cut -d: -f1
tail -n +2 /proc/net/route
tr '\0' '\n' < "/proc/$$/environ" | sort
find "/proc/$$/fd" "/proc/$$/cwd" -lname 'pipe:*' -printf '%f a pipe\n' -o -type l -printf '%f %l\n'
cat /proc/self/limits /proc/self/oom_score_adj
grep -E '^(Umask|Groups|Cap|NoNewPrivs|Seccomp|SigBlk|ShdPnd)' /proc/self/status
nice
