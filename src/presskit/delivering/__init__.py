"""From public/ to people and machines: so far, what subscribers of a newsroom that is out there would notice."""
