/** How a site signs who its customer is, in the languages that sites are written in: the same as in the README. */
export const SNIPPETS = {
  Node: (site: string) => `// npm install jose
import { SignJWT } from "jose"

const identity = await new SignJWT({ name: user.name, email: user.email, customer: true })
  .setProtectedHeader({ alg: "HS256" })
  .setSubject(String(user.id))
  .setAudience("${site}")
  .setExpirationTime("15 minutes")
  .sign(new TextEncoder().encode(process.env.FIRST_TOUCH_SECRET))`,
  PHP: (site: string) => `// composer require firebase/php-jwt
use Firebase\\JWT\\JWT;

$identity = JWT::encode([
    'sub' => (string) $user->id,
    'aud' => '${site}',
    'exp' => time() + 900,
    'name' => $user->name,
    'email' => $user->email,
    'customer' => true,
], getenv('FIRST_TOUCH_SECRET'), 'HS256');`,
  Python: (site: string) => `# pip install pyjwt
import os, time, jwt

identity = jwt.encode({
    "sub": str(user.id),
    "aud": "${site}",
    "exp": int(time.time()) + 900,
    "name": user.name,
    "email": user.email,
    "customer": True,
}, os.environ["FIRST_TOUCH_SECRET"], algorithm="HS256")`,
  Ruby: (site: string) => `# gem install jwt
require "jwt"

identity = JWT.encode({
  sub: user.id.to_s,
  aud: "${site}",
  exp: Time.now.to_i + 900,
  name: user.name,
  email: user.email,
  customer: true
}, ENV["FIRST_TOUCH_SECRET"], "HS256")`,
} as const

export type Language = keyof typeof SNIPPETS

export const LANGUAGES = Object.keys(SNIPPETS) as Language[]
