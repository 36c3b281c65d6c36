"""Protects a deployed stack from being deleted by mistake; `make undeploy` lifts it.

    protect.py STACK
"""

import sys

import boto3

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("protect.py STACK")
    boto3.client("cloudformation").update_termination_protection(StackName=sys.argv[1], EnableTerminationProtection=True)
