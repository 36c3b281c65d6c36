"""Makes the pair of keys with which a stack signs the cookies for cached boards.

    board_key.py STACK [--replace]

The private key goes into a SecureString of Systems Manager, and into no file; the stack's parameters, with the public key, are
printed. A key that is there is not replaced without --replace: cookies that it signs would open nothing until the public key
is deployed, too.
"""

import subprocess
import sys

# CloudFront takes RSA keys of 2,048 bits in PEM
# (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html).
BITS = 2048


def openssl(*words, text=""):
    return subprocess.run(["openssl", *words], input=text, capture_output=True, text=True, check=True).stdout


def pair():
    """A private key in PKCS #8, and its public key, both in PEM."""
    private = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{BITS}")
    return private, openssl("pkey", "-pubout", text=private)


def parameter_of(public):
    """The public key as a value of the template's parameter: the lines between the first and the last."""
    return ",".join(line for line in public.splitlines() if line and not line.startswith("-----"))


def store(ssm, stack, replace=False, out=sys.stdout, err=sys.stderr):
    name = f"/{stack}/board-signing-key"
    private, public = pair()
    try:
        ssm.put_parameter(Name=name, Value=private, Type="SecureString", Overwrite=replace, Description="Signs cookies for cached boards")
    except ssm.exceptions.ParameterAlreadyExists:
        print(f"{name} is there already, and a stack may use it. To make another one: make board-key STACK={stack} REPLACE=1", file=err)
        return 1
    if replace:
        print(f"CloudFront cannot change a key that it has: first deploy {stack} with BoardPublicKey= (empty).", file=out)
    print(f"The private key is in {name}. Deploy with these PARAMETERS, too:", file=out)
    print(f"BoardSigningKey={name} BoardPublicKey={parameter_of(public)}", file=out)
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--replace"]):
        sys.exit("board_key.py STACK [--replace]")
    import boto3

    sys.exit(store(boto3.client("ssm"), sys.argv[1], replace=len(sys.argv) == 3))
