#ifndef WM_HEADING_WORDS_H
#define WM_HEADING_WORDS_H

/* Words of headings in four languages, folded (no case, no accents), with
 * blanks around each. Thai is not written with spaces: its entries are parts
 * that are looked for anywhere. */

#define WORDS_NAME                                                             \
  " name names fullname nom noms prenom prenoms اسم الاسم اسماء "
/* A name by themselves. */
#define WORDS_SURNAME                                                          \
  " surname surnames firstname lastname forename nickname middlename "         \
  "familyname givenname maidenname prenom prenoms اللقب الكنية "
/* Of whom: these make "name" or "id" that of a person. */
#define WORDS_PERSON                                                                                        \
  " first last full family given middle maiden nick sur child children "                                    \
  "mother father parent parents student pupil learner teacher person persons "                              \
  "respondent head guardian beneficiary patient client worker applicant "                                   \
  "spouse husband wife caregiver carer member individual staff employee "                                   \
  "people refugee migrant participant famille enfant mere pere eleve "                                      \
  "etudiant enseignant personne tuteur beneficiaire patiente travailleur "                                  \
  "epoux epouse chef menage complet الطفل الاب الام الطالب التلميذ المعلم " \
  "الشخص المستفيد الكامل العائلة ابن ابنة "
/* Words that say nothing about whose. */
#define WORDS_FILLER                                                           \
  " the of in a th en fr ar thai english french arabic latin de du la le l d " \
  "des en et and or as is "
#define WORDS_PHONE                                                            \
  " phone telephone tel mobile cell cellphone fax whatsapp telegram line "     \
  "portable telephonique numtel هاتف الهاتف جوال الجوال موبايل تليفون "
#define WORDS_EMAIL " email emails mail courriel mel بريد البريد ايميل الايميل "
#define WORDS_ADDRESS                                                                    \
  " address addresses addr street house adresse rue domicile عنوان العنوان " \
  "شارع الشارع "
#define WORDS_BIRTH                                                                \
  " birth dob birthdate birthday born naissance ne nee الميلاد ميلاد " \
  "الولادة ولادة "
#define WORDS_PLACE                                                            \
  " latitude longitude lat lon long lng gps coordinates coordinate coord "     \
  "coords coordonnees geolocation احداثيات "
#define WORDS_ID                                                               \
  " id ids uid pid identifier number no num code nr numero identifiant "       \
  "matricule رقم رمز "
/* Those that need no person beside them to be an id. */
#define WORDS_PLAIN_ID " id ids uid pid identifier identifiant matricule "
/* Documents and registers, with a word of WORDS_ID or alone. */
#define WORDS_DOCUMENT                                                         \
  " national citizen citizenid nationalid nid cid cin nni passport passeport " \
  "identity idcard card ssn socialsecurity unhcr progres registration case "   \
  "insurance licence license permit visa identite carte dossier "              \
  "immatriculation الهوية هوية الوطني جواز الجواز السفر البطاقة بطاقة "
/* Documents that need no such word beside them. */
#define WORDS_PLAIN_DOCUMENT                                                   \
  " citizenid nationalid nid nni passport passeport idcard ssn matricule "

#define THAI_NAME "ชื่อ"
#define THAI_THINGS                                                                                                                                                                                                                        \
  " โรงเรียน จังหวัด อำเภอ ตำบล หมู่บ้าน บ้าน ค่าย ศูนย์ หน่วยงาน สถาน วิชา กลุ่ม ประเทศ " \
  "เมือง ภาษา โครงการ หลักสูตร ตัวแปร ชุดข้อมูล องค์กร "
#define THAI_SURNAME " นามสกุล ชื่อเล่น ชื่อสกุล "
#define THAI_PHONE " โทรศัพท์ เบอร์โทร มือถือ "
#define THAI_EMAIL " อีเมล อีเมล์ "
#define THAI_ADDRESS " ที่อยู่ บ้านเลขที่ ถนน "
#define THAI_BIRTH " วันเกิด เดือนปีเกิด "
#define THAI_PLACE " ละติจูด ลองจิจูด ลองติจูด พิกัด "
#define THAI_DOCUMENT                                                          \
  " บัตรประชาชน ประจำตัวประชาชน หนังสือเดินทาง เลขประจำตัว บัตรประจำตัว "
#define THAI_ID " รหัสนักเรียน รหัสนักศึกษา รหัสบุคคล รหัสผู้ป่วย "

#endif
