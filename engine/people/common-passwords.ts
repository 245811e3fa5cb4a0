/**
 * In lower case, of twelve characters and more: shorter ones are refused anyway. The heads of the usual lists, and what
 * people make of a word when they are asked for twelve characters.
 */
const words = `
123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 012345678901 0123456789012 123456123456 123123123123
111222333444 112233445566 987654321098 098765432109 1234567891011 123456789123 123456789abc 123456789qwe 1234qwerasdf 12345qwert12
1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc zaq12wsxcde3 zaq1xsw2cde3 q1w2e3r4t5y6 q1w2e3r4t5y6u7i8
qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiop[] qwertyuiopasdf qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwerty123456 qwerty1234567
qwerty12345678 qwerty123456789 qwerty1234567890 qwertyqwerty qwerty654321 qwertasdfgzx qwertasdfgzxcvb asdfghjkl123 asdfghjkl1234 asdfghjklzxc
asdfghjklzxcvbnm asdfasdfasdf asdf1234asdf zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfghjkl qazwsxedcrfv qazwsxedcrfvtgb qazwsx123456 azertyuiop12 azertyuiop123
abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abcdefg12345 abcdefg123456 abcdefgh1234 abcd1234abcd abc123abc123 abc123456789
abcabcabcabc abcd12345678 a1b2c3d4e5f6 a12345678910 a1234567890b aa1234567890 aaaa11112222
password1234 password12345 password123456 password1234567 password12345678 password123456789 password1234567890 passwordpassword password123! password1234!
password2023 password2024 password2025 password2026 password2027 password@123 password@1234 p@ssword1234 p@ssw0rd1234 p@ssw0rd12345 p@ssw0rd123! passw0rd1234 passw0rd123!
passw0rdpassw0rd mypassword12 mypassword123 mypassword1234 thisismypassword thisisapassword thepassword1 newpassword1 newpassword12 newpassword123 yourpassword
changeme1234 changeme12345 changemenow! changemeplease changemechangeme defaultpassword default12345 temppassword temppassword1 temporary123 temporarypassword
adminadmin12 adminadmin123 adminadminadmin administrator administrator1 administrator12 administrator123 admin1234567 admin12345678 admin123456789 admin@123456 rootrootroot
rootroot1234 superuser123 superadmin123 supersecret1 supersecret12 supersecret123 secretsecret secretpassword topsecret123 mysecretpassword letmein12345 letmein123456
letmeinletmein letmeinplease letmeinnow123 welcome12345 welcome123456 welcome1234567 welcome@1234 welcomewelcome welcomehome1 iloveyou1234 iloveyou12345 iloveyou123456
iloveyouiloveyou iloveyousomuch iloveyouforever monkeymonkey monkey123456 dragondragon dragon123456 footballfootball football1234 football12345 baseball1234 baseball12345
basketball12 basketball123 liverpool123 liverpoolfc1 manchesterunited manunited123 arsenal12345 chelsea12345 barcelona123 realmadrid12 realmadrid123 princess1234 princess12345
sunshine1234 sunshine12345 superman1234 superman12345 batman123456 spiderman123 pokemon12345 minecraft123 minecraft1234 starwars1234 startrek1234 michael12345 jennifer1234
charlie12345 jessica12345 computer1234 computer12345 internet1234 internet12345 samsung12345 google123456 googlegoogle facebook1234 facebook12345 linkedin1234 microsoft123
microsoft1234 windows12345 ubuntuubuntu linuxlinux12 trustno1trustno1 whatever1234 nothing12345 freedom12345 jesuschrist1 jesusislord1 godisgreat12 blessed12345 summer202412
summer2025!! winter2025!! spring2025!! autumn2025!! summer123456 winter123456 january12345 december1234 monday123456 friday123456 testtesttest testtest1234 test12345678
test123456789 testing12345 testing123456 testpassword testpassword1 demodemodemo demo12345678 guestguest12 guest1234567 user12345678 useruseruser hello1234567 hellohello12
hellohellohello helloworld12 helloworld123 helloworld1234 hello123456789 correcthorsebatterystaple correcthorse correct-horse-battery-staple
assayassayassay assay1234567 assaypassword assaypassword1 assay-password
`;

/** Of our own examples, which some will send as they are. */
export const examplePassword = 'at least 12 characters';

export const commonPasswords: ReadonlySet<string> = new Set([
  ...words.split(/\s+/).filter(Boolean),
  'correct horse battery staple',
  examplePassword,
]);
