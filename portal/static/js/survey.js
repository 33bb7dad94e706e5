(function(){
var form=document.forms[0],bar=document.getElementById("bar");
if(!form||!bar||!form.querySelectorAll)return;
var asked=[].slice.call(form.querySelectorAll("fieldset[data-asked]"));
function open(set){return !set.querySelector("input:checked")}
function draw(){
var done=asked.filter(function(set){return !open(set)}).length;
bar.firstElementChild.textContent=bar.getAttribute("data-text").replace("#",done);
bar.querySelector("b").style.transform="scaleX("+done/asked.length+")";
}
var touched=0;
form.addEventListener("pointerdown",function(){touched=Date.now()});
form.addEventListener("change",function(event){
draw();
var set=event.target.closest("fieldset[data-asked]"),next=set&&asked[asked.indexOf(set)+1];
if(next&&open(next)&&Date.now()-touched<1500)next.scrollIntoView();
});
var sent=false;
form.addEventListener("submit",function(event){
if(sent){event.preventDefault();return}
sent=true;
setTimeout(function(){sent=false},8000);
});
bar.hidden=false;
draw();
window.addEventListener("pageshow",function(){sent=false;draw()});
})();
